import type { TestServer } from './running-server';

/** Every route that a server has, as `GET /path/:name`; HEAD comes with GET. */
export function registeredRoutes(server: TestServer): string[] {
  const instance = server.app.getHttpAdapter().getInstance();
  const prefixes: string[] = [];
  return instance
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      // A tree: four characters a level, then what the path has more than the line above, then the methods.
      const [, indent, piece = '', methods = ''] =
        /^((?:│ {3}| {4})*)[├└]── (\S*) \(([^)]*)\)$/.exec(line) ?? [];
      if (indent === undefined) return [];
      prefixes.splice(indent.length / 4, Infinity, piece);
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${prefixes.join('')}`);
    });
}
