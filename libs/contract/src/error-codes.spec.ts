import { ERRORS, problemOf, type ErrorCode } from './error-codes';

const codes = Object.keys(ERRORS) as ErrorCode[];

describe('a problem document', () => {
  it.each(codes)('of %s has the five members that each has', (code) => {
    const problem = problemOf(code, 'what happened');

    expect(problem).toEqual({
      type: `urn:perto:problem:${code}`,
      title: ERRORS[code].title,
      status: ERRORS[code].status,
      code,
      detail: 'what happened',
    });
  });

  it('names the values that were refused, where there are any', () => {
    const errors = [{ path: 'users.3', message: 'must be text' }];

    expect(problemOf('invalid_request', 'x', errors).errors).toEqual(errors);
    expect(problemOf('invalid_request', 'x', [])).not.toHaveProperty('errors');
  });
});

describe('the catalogue of errors', () => {
  it.each([400, 401, 403, 404, 409, 413, 415, 429, 503])('has a code for the status %d', (status) => {
    expect(codes.some((code) => ERRORS[code].status === status)).toBe(true);
  });

  it('has codes for programs and titles for people', () => {
    expect(codes.filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))).toEqual([]);
    expect(new Set(codes.map((code) => ERRORS[code].title)).size).toBe(codes.length);
  });
});
