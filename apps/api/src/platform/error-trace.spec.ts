import { briefTraceOf, traceOf } from './error-trace';
import { PertoError, unavailable } from './errors';

/** As TypeORM throws it: the driver's message quotes the value. */
function failedStatement(): Error {
  const driverError = Object.assign(new Error("Incorrect string value: 'see you\n    at the gate'"), {
    code: 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
    sqlMessage: 'the same',
  });
  const error = Object.assign(new Error(driverError.message), { driverError, query: 'INSERT …' });
  error.name = 'QueryFailedError';
  return error;
}

describe('the trace of an error', () => {
  it('is its message and where it happened', () => {
    const trace = traceOf(new TypeError('x is not a function'));

    expect(trace).toMatch(/^TypeError: x is not a function\n {4}at .*error-trace\.spec/);
  });

  it('tells of a failed statement the code, never a value', () => {
    const trace = traceOf(failedStatement());

    expect(trace).toMatch(/^QueryFailedError: ER_TRUNCATED_WRONG_VALUE_FOR_FIELD\n {4}at /);
    expect(trace).not.toMatch(/see you|the gate|INSERT/);
  });

  it('of a refusal is that of its cause', () => {
    expect(briefTraceOf(unavailable('The database', failedStatement()))).toBe(
      'QueryFailedError: ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
    );
    expect(briefTraceOf(new PertoError('not_found'))).toBe('Error: There is nothing here');
  });

  it('tells a driver’s own error by its code', () => {
    const error = Object.assign(new Error("Duplicate entry 'secret'"), {
      sqlMessage: 'x',
      code: 'ER_DUP_ENTRY',
    });

    expect(briefTraceOf(error)).toBe('Error: ER_DUP_ENTRY');
  });

  it('tells nothing of what could not be parsed', () => {
    let fault: unknown;
    try {
      JSON.parse('see you at the gate');
    } catch (error) {
      fault = error;
    }

    expect(traceOf(fault)).toMatch(/^SyntaxError: something could not be read\n {4}at /);
    expect(traceOf(fault)).not.toContain('see you');
  });

  it('takes what is no error', () => {
    expect([traceOf('words'), traceOf({ token: 'x' })]).toEqual(['words', 'Something that is no error']);
  });
});
