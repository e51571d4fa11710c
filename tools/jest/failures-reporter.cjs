/** Says only what failed, and how many passed: `npm test` has many stages. */
module.exports = class FailuresReporter {
  /** @param {unknown} _test @param {import('@jest/reporters').TestResult} result */
  onTestResult(_test, { failureMessage, testFilePath }) {
    if (failureMessage) console.log(`\n${testFilePath}\n${failureMessage}`);
  }
};
