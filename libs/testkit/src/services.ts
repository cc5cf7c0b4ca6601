/** The real services that `npm test` or `tools/with-services.mjs` started for this run. */
export interface TestServices {
  /** A MySQL URL without a database: each suite creates and drops its own below it. */
  databaseUrl?: string;
  amqpUrl?: string;
  /** The path of a Chromium or Chrome. */
  chromium?: string;
}

/** Which real services this test run may use; all are missing in `npm test -- --embedded`. */
export function testServices(environment: NodeJS.ProcessEnv = process.env): TestServices {
  return {
    databaseUrl: environment['TEST_DATABASE_URL'] || undefined,
    amqpUrl: environment['TEST_AMQP_URL'] || undefined,
    chromium: environment['TEST_CHROMIUM'] || undefined,
  };
}
