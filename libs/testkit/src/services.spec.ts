import { testServices } from './services';

describe('testServices', () => {
  it('names the services that were started for this run', () => {
    const services = testServices({
      TEST_DATABASE_URL: 'mysql://perto:perto@127.0.0.1:3306',
      TEST_AMQP_URL: 'amqp://127.0.0.1',
      TEST_CHROMIUM: '/usr/bin/chromium',
    });

    expect(services).toEqual({
      databaseUrl: 'mysql://perto:perto@127.0.0.1:3306',
      amqpUrl: 'amqp://127.0.0.1',
      chromium: '/usr/bin/chromium',
    });
  });

  it('names none in an embedded run', () => {
    expect(testServices({ TEST_DATABASE_URL: '' })).toEqual({});
  });
});
