/**
 * Waits until `holds` answers true, asking again every few milliseconds.
 *
 * For what the outside can only see by asking. Events are waited for with `EventLog`.
 *
 * @throws Error that says `what` did not come true in time
 */
export async function eventually(
  what: string,
  holds: () => Promise<boolean> | boolean,
  withinMilliseconds = 5000,
): Promise<void> {
  const end = Date.now() + withinMilliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not within ${withinMilliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
