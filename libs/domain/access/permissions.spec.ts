import { PERMISSIONS, permissionsOf, permits, type Permission, scopeOf } from './permissions';
import { PERSON_ROLES, ROLES } from './roles';

describe('who may what', () => {
  it.each([
    ['user', 'batch.send', 'own'],
    ['user', 'batch.view', 'own'],
    ['user', 'record.search', 'own'],
    ['user', 'account.view', null],
    ['user', 'quota.view-unit', null],
    ['group-manager', 'batch.view', 'unit'],
    ['group-manager', 'record.search', 'unit'],
    ['group-manager', 'account.view', 'unit'],
    ['group-manager', 'carrier.view', null],
    ['ministry-admin', 'batch.view', 'all'],
    ['ministry-admin', 'batch.send', null],
    ['ministry-admin', 'record.read-content', null],
    ['ministry-admin', 'record.export', null],
    ['ministry-admin', 'carrier.control', null],
    ['ministry-admin', 'routing.view', 'all'],
    ['ministry-admin', 'routing.control', null],
    ['group-manager', 'routing.view', null],
    ['system-admin', 'carrier.control', 'all'],
    ['system-admin', 'routing.control', 'all'],
    ['system-admin', 'carrier.configure', 'all'],
    ['ministry-admin', 'carrier.configure', null],
    ['ministry-admin', 'agency.control', 'all'],
    ['system-admin', 'agency.control', 'all'],
    ['group-manager', 'agency.view', null],
    ['ministry-admin', 'lane.grant', 'all'],
    ['system-admin', 'lane.view', 'all'],
    ['system-admin', 'lane.grant', null],
    ['group-manager', 'lane.view', null],
    ['system-admin', 'record.search', 'all'],
    ['system-admin', 'queue.resolve', 'all'],
    ['ministry-admin', 'queue.resolve', null],
    ['system-admin', 'batch.send', null],
    ['system', 'message.post', 'own'],
    ['system', 'quota.view', 'own'],
  ] as const)('%s, %s: %s', (role, permission, scope) => {
    expect(scopeOf(role, permission)).toBe(scope);
    expect(permits(role, permission)).toBe(scope !== null);
  });

  it('a system posts and asks for its quota, and nothing of the web (ACC-7)', () => {
    expect([...permissionsOf('system')].sort()).toEqual(['message.post', 'quota.view']);
    for (const role of PERSON_ROLES) expect(permits(role, 'message.post')).toBe(false);
  });

  it('never reaches further than the role: a user his own, a manager his unit', () => {
    for (const permission of PERMISSIONS) {
      expect([null, 'own']).toContain(scopeOf('user', permission));
      expect([null, 'own', 'unit']).toContain(scopeOf('group-manager', permission));
    }
  });

  it('no right is without a role', () => {
    const held = new Set<Permission>(ROLES.flatMap(role => [...permissionsOf(role)]));
    expect(PERMISSIONS.filter(permission => !held.has(permission))).toEqual([]);
  });
});
