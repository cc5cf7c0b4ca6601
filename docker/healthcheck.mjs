/**
 * The container's health check: exit code 0 when the server answers that it lives.
 *
 * Liveness, not readiness: a database that is away for a while comes back by itself, and an orchestrator that
 * replaced the server meanwhile would only cut everybody's connection.
 */
const url = `http://127.0.0.1:${process.env.PORT || 3002}/health/live`;

try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  console.log(`${url} answered ${answer.status}`);
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.log(`${url}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
