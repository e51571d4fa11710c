import path from 'node:path';

/**
 * What a stack needs besides to tell where its microseconds go: CPU profiles in `folder`, statements counted, slow ones explained.
 * @param {string | undefined} folder none: nothing
 * @returns {Partial<import('../../stack.mjs').StackOptions>}
 */
export const profiled = folder =>
  folder === undefined
    ? {}
    : {
        profiles: path.resolve(folder),
        postgres: {
          shared_preload_libraries: 'pg_stat_statements,auto_explain',
          'auto_explain.log_min_duration': '30ms',
          'auto_explain.log_nested_statements': 'on',
          'auto_explain.log_analyze': 'on',
          'auto_explain.log_timing': 'off',
          'auto_explain.log_buffers': 'on',
          track_io_timing: 'on',
          'pg_stat_statements.track': 'all',
          'pg_stat_statements.track_planning': 'on',
        },
      };
