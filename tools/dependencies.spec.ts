import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
}
interface Lock {
  readonly packages: Record<
    string,
    Partial<Manifest> & { resolved?: string; integrity?: string; link?: boolean }
  >;
}

const root = path.resolve(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

describe('the dependencies', () => {
  it('are each pinned to one exact version', () => {
    const all = kinds.flatMap(kind => Object.entries(manifest[kind]));
    expect(all.filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });

  it('are the same in package.json and in the lock file', () => {
    for (const kind of kinds) expect(lock.packages['']?.[kind]).toEqual(manifest[kind]);
  });

  it('are locked with an integrity and without the host of a registry', () => {
    const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
    expect(packages.filter(([, { integrity }]) => !integrity).map(([name]) => name)).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved).map(([name]) => name)).toEqual([]);
    expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*\/-\//);
    expect(read('.npmrc')).not.toMatch(/registry\s*=/);
  });

  it('install without running scripts of strangers', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  });
});
