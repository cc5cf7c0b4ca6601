/**
 * Who may use whom, as data. tools/boundaries.spec.ts proves that breaking each kind fails.
 *
 * @typedef {{ mayUse: string[] }} Layer
 */

/**
 * Between projects, by the `type:` tag of their project.json. Test files may use `type:testkit` besides.
 */
export const projectLayers = {
  'type:contract': { mayUse: [] },
  'type:pure': { mayUse: [] },
  'type:database': { mayUse: [] },
  'type:testkit': { mayUse: ['type:contract', 'type:pure'] },
  // What a bot author installs: the build puts what it takes from the contract into it.
  'type:sdk': { mayUse: ['type:contract'] },
  'type:program': { mayUse: ['type:sdk'] },
  'type:app': { mayUse: ['type:contract', 'type:pure', 'type:database'] },
  'type:e2e': { mayUse: ['type:contract', 'type:pure', 'type:database', 'type:testkit', 'type:sdk'] },
  'type:bench': { mayUse: ['type:contract', 'type:pure', 'type:database', 'type:testkit'] },
  'type:tools': { mayUse: ['type:contract', 'type:pure', 'type:database', 'type:testkit', 'type:sdk'] },
};

/** Where a project runs decides what it may see: the page never sees the database. */
export const scopeLayers = {
  'scope:shared': { mayUse: ['scope:shared'] },
  'scope:bots': { mayUse: ['scope:shared'] },
  'scope:web': { mayUse: ['scope:web', 'scope:shared'] },
  'scope:api': { mayUse: ['scope:api', 'scope:shared'] },
  'scope:workspace': { mayUse: ['scope:api', 'scope:shared', 'scope:workspace'] },
};

/** Features of the API: each may use those before it, and the foundations. */
const features = ['auth', 'presence', 'location', 'messaging', 'bots', 'admin'];
const foundations = ['buildings', 'activity', 'platform'];

/** Folders of apps/api/src; files beside them (main, create-app, app.module) put all together. */
export const apiLayers = {
  platform: { mayUse: [] },
  buildings: { mayUse: ['platform'] },
  activity: { mayUse: ['platform'] },
  'fenix-stand-in': { mayUse: ['platform'] },
  documents: { mayUse: ['auth', 'platform'] },
  ...Object.fromEntries(
    features.map((feature, index) => [feature, { mayUse: [...features.slice(0, index), ...foundations] }]),
  ),
};

/** npm packages that the shared libraries may import outside their tests; everything else is refused. */
export const libraryPackages = {
  'libs/contract': ['zod'],
  'libs/geo': [],
  'libs/bot-sdk': ['socket.io-client'],
};

/** Files that never ship: tests, and what only they use. */
export const testFiles = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/*.e2e-spec.ts',
  '**/*.contract.ts',
  '**/*.fake.ts',
  '**/testing/**/*.ts',
];

/**
 * Tests of the API that drive the whole server, and what starts it for them: layers and the database library
 * are open to them.
 */
export const wholeServerTests = ['apps/api/src/**/*.int-spec.ts', 'apps/api/src/testing/**/*.ts'];

/** The only files that know a package of their kind; everything else goes through them. */
export const databaseFiles = ['*.row', 'typeorm-*', '*.module'];
export const leafletFiles = ['campus-map*.ts', 'leaflet*.ts', 'campus-map/**/*.ts'];
