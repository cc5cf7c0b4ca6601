const pollMs = 200;

/**
 * Calls back when the npm that started this program has died without passing a signal on (kill -9, say).
 * Programs started otherwise may outlive their parents: that is what nohup is for.
 */
export function whenNpmDies(callback) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, pollMs);
  timer.unref();
}
