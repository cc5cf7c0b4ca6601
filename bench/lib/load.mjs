import autocannon from 'autocannon';

/**
 * Load on one address for some seconds.
 *
 * @param {{ url: string, connections: number, seconds: number, next(): { path: string, body: object } }} load
 * @returns {Promise<{ requestsPerSecond: number, p50: number, p99: number, failed: number }>} times in milliseconds
 */
export async function load({ url, connections, seconds, next }) {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const { path, body } = next();
          return {
            ...request,
            path,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          };
        },
      },
    ],
  });
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

export const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

export function print(name, { requestsPerSecond, p50, p99, failed }) {
  const figures = `${Math.round(requestsPerSecond)} requests/s, p50 ${p50} ms, p99 ${p99} ms`;
  console.log(`  ${name.padEnd(34)} ${figures}${failed ? `, ${failed} FAILED` : ''}`);
}
