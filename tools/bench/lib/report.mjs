import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { ROOT } from '../../places.mjs';
import { say } from '../../processes/progress.mjs';
import { judge } from './goals.mjs';

/**
 * What a benchmark found: tables for a person, all of it as JSON for a program. A wall rate means little on a machine that
 * others use, so the load stands beside it.
 */
export class Report {
  /** @param {string} name @param {Record<string, unknown>} asked what it was run with */
  constructor(name, asked) {
    this.name = name;
    this.asked = asked;
    this.at = new Date().toISOString();
    this.machine = {
      cores: availableParallelism(),
      cpu: cpus()[0]?.model ?? '',
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      commit: spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
        cwd: ROOT,
        encoding: 'utf8',
      }).stdout.trim(),
      loadBefore: loadavg()[0],
    };
    /** @type {Record<string, unknown>} */
    this.found = {};
    /** @type {{ goal: string, value: number }[]} */
    this.goals = [];
    /** What makes the figures worthless; the exit code is 1 when there is any. @type {string[]} */
    this.faults = [];
  }

  /**
   * Rows of one kind, shown as a table; nested values stay in the JSON.
   * @param {string} title @param {readonly Record<string, unknown>[]} rows
   */
  table(title, rows) {
    say(`\n${title} (load ${loadavg()[0]?.toFixed(1)})`);
    console.table(
      rows.map(row =>
        Object.fromEntries(
          Object.entries(row)
            .filter(([, value]) => typeof value !== 'object' || value === null)
            .map(([name, value]) => [name, typeof value === 'number' ? rounded(value) : value]),
        ),
      ),
    );
    this.found[title] = rows;
  }

  /** @param {string} name @param {unknown} value */
  note(name, value) {
    say(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    this.found[name] = value;
  }

  /** @param {string} goal as in goals.mjs @param {number} value */
  goal(goal, value) {
    this.goals.push({ goal, value });
  }

  /** @param {boolean} good @param {string} otherwise */
  check(good, otherwise) {
    if (!good) this.faults.push(otherwise);
  }

  /** @param {string | undefined} file @returns {number} the exit code */
  finish(file) {
    const judged = this.goals.map(({ goal, value }) => judge(goal, value));
    if (judged.length > 0) {
      say('\ngoals of performance.md');
      console.table(judged);
    }
    for (const fault of this.faults) say(`✗ ${fault}`);
    const machine = { ...this.machine, loadAfter: loadavg()[0] };
    const { name, at, asked, found, faults } = this;
    const whole = { name, at, machine, asked, found, goals: judged, faults };
    if (file) writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
    return faults.length === 0 ? 0 : 1;
  }
}

/** @param {number} value */
const rounded = value => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));
