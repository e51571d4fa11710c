import { libraryFiles } from './new-library.mjs';

describe('a new library', () => {
  it('looks like all others', () => {
    const files = libraryFiles('api/reports');
    expect(Object.keys(files)).toEqual(['index.ts', 'README.md', 'project.json']);
    expect(JSON.parse(files['project.json'] ?? '')).toEqual({
      name: 'api-reports',
      $schema: '../../../node_modules/nx/schemas/project-schema.json',
      projectType: 'library',
      sourceRoot: 'libs/api/reports',
      tags: ['room:api/reports'],
    });
  });

  it('needs a rank first', () => {
    expect(() => libraryFiles('common')).toThrow('no rank');
    expect(() => libraryFiles('apps/api')).toThrow('no rank');
  });
});
