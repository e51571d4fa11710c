import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINTS } from './all';
import { openApiDocument } from './openapi';

const filesOf = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });

describe('the list of endpoints', () => {
  it('holds every endpoint that a file declares', () => {
    const declared = filesOf(__dirname).flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/= endpoint\(\{\s+id: '([^']+)'/g)].map(match => match[1]),
    );
    expect(ENDPOINTS.map(each => each.id).sort()).toEqual(declared.sort());
  });

  it('has no two endpoints with one id, or with one method and path', () => {
    const ids = ENDPOINTS.map(each => each.id);
    const routes = ENDPOINTS.map(each => `${each.method} ${each.path.replace(/:\w+/g, ':')}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('declares a schema for every parameter of a path', () => {
    for (const each of ENDPOINTS) {
      const named = [...each.path.matchAll(/:(\w+)/g)].map(match => match[1]);
      const shape = each.params && 'shape' in each.params ? Object.keys(each.params.shape as object) : [];
      expect(shape).toEqual(named);
    }
  });

  it('opens nothing of the API for systems to the public', () => {
    const open = ENDPOINTS.filter(
      each => each.path.startsWith('/api/') && each.permission !== 'message.post',
    );
    expect(open).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  const document = openApiDocument({ version: '1', server: 'https://sms111.example' });

  it('names every operation for systems and none for the SPA', () => {
    const paths = Object.keys(document['paths'] as object);
    expect(paths).toContain('/api/v1/messages/{messageId}');
    expect(paths.every(path => path.startsWith('/api/v1/'))).toBe(true);
  });

  it('is plain JSON without dialect marks inside', () => {
    const text = JSON.stringify(document);
    expect(JSON.parse(text)).toEqual(document);
    expect(text).not.toContain('$schema');
  });
});
