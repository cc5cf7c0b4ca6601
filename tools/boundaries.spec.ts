import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const projects = '@nx/enforce-module-boundaries';
const restricted = '@typescript-eslint/no-restricted-imports';

interface Probe {
  file: string;
  imports: string;
  breaks?: string;
}

const probes: Probe[] = [
  // Between projects.
  { file: 'libs/contract/src/probe.ts', imports: '@perto/geo', breaks: projects },
  { file: 'libs/geo/src/probe.ts', imports: '@perto/contract', breaks: projects },
  { file: 'db/src/probe.ts', imports: '@perto/contract', breaks: projects },
  { file: 'libs/testkit/src/probe.ts', imports: '@perto/db', breaks: projects },
  { file: 'libs/testkit/src/probe.ts', imports: '@perto/contract' },
  { file: 'apps/web/src/app/probe.ts', imports: '@perto/db', breaks: projects },
  { file: 'apps/web/src/app/probe.ts', imports: '../../../api/src/auth/guard', breaks: projects },
  { file: 'apps/web/src/app/probe.ts', imports: '@perto/contract' },
  { file: 'apps/api/src/location/probe.ts', imports: '@perto/geo' },
  { file: 'apps/api/src/platform/database/probe.ts', imports: '@perto/db' },

  // The test kit is for tests.
  { file: 'apps/api/src/auth/probe.ts', imports: '@perto/testkit', breaks: projects },
  { file: 'apps/api/src/auth/probe.spec.ts', imports: '@perto/testkit' },
  { file: 'apps/api/src/auth/probe.int-spec.ts', imports: '@perto/testkit' },
  { file: 'apps/api/src/messaging/store.contract.ts', imports: '@perto/testkit' },
  { file: 'apps/api/src/testing/running-server.ts', imports: '@perto/testkit' },
  { file: 'apps/api/src/testing/running-server.ts', imports: 'typeorm' },
  { file: 'apps/api/src/auth/probe.ts', imports: '../testing/running-server', breaks: restricted },
  { file: 'apps/api/src/auth/auth.module.ts', imports: '../testing/running-server', breaks: restricted },
  { file: 'apps/api/src/main.ts', imports: './testing/running-server', breaks: restricted },
  { file: 'apps/api/src/auth/probe.spec.ts', imports: '../testing/running-server' },
  { file: 'apps/api/src/auth/probe.spec.ts', imports: '../messaging/message', breaks: restricted },
  { file: 'apps/api/src/auth/probe.int-spec.ts', imports: '../messaging/message' },
  { file: 'apps/web/src/app/probe.ts', imports: '@perto/testkit', breaks: projects },
  { file: 'apps/web/src/app/probe.spec.ts', imports: '@perto/testkit' },

  // The shared libraries know no framework.
  { file: 'libs/contract/src/probe.ts', imports: '@nestjs/common', breaks: restricted },
  { file: 'libs/contract/src/probe.ts', imports: 'zod' },
  { file: 'libs/geo/src/probe.ts', imports: '@nestjs/common', breaks: restricted },
  { file: 'libs/geo/src/probe.ts', imports: 'rxjs/operators', breaks: restricted },
  { file: 'libs/geo/src/probe.ts', imports: './distance' },
  { file: 'libs/geo/src/probe.spec.ts', imports: 'fast-check' },
  { file: 'libs/geo/src/testing/reference.ts', imports: 'geographiclib-geodesic' },

  // What a bot author installs knows the contract and Socket.IO's client; the command line knows it alone.
  { file: 'libs/bot-sdk/src/probe.ts', imports: '@perto/contract' },
  { file: 'libs/bot-sdk/src/probe.ts', imports: 'socket.io-client' },
  { file: 'libs/bot-sdk/src/probe.ts', imports: 'zod', breaks: restricted },
  { file: 'libs/bot-sdk/src/probe.ts', imports: 'node:fs', breaks: restricted },
  { file: 'libs/bot-sdk/src/probe.ts', imports: '@nestjs/common', breaks: restricted },
  { file: 'libs/bot-sdk/src/probe.ts', imports: '@perto/geo', breaks: projects },
  { file: 'libs/bot-sdk/src/probe.ts', imports: '@perto/testkit', breaks: projects },
  { file: 'libs/bot-sdk/src/probe.spec.ts', imports: '@perto/testkit' },
  { file: 'libs/bot-sdk/src/server.fake.ts', imports: 'socket.io' },
  { file: 'libs/contract/src/probe.ts', imports: '@perto/bot-sdk', breaks: projects },
  { file: 'apps/api/src/bots/probe.ts', imports: '@perto/bot-sdk', breaks: projects },
  { file: 'apps/api/src/bots/probe.spec.ts', imports: '@perto/bot-sdk', breaks: projects },
  { file: 'apps/api/src/bots/probe.int-spec.ts', imports: '@perto/bot-sdk' },
  { file: 'apps/web/src/app/probe.ts', imports: '@perto/bot-sdk', breaks: projects },
  { file: 'apps/bot/src/probe.ts', imports: '@perto/bot-sdk' },
  { file: 'apps/bot/src/probe.ts', imports: '@perto/contract', breaks: projects },
  { file: 'apps/bot/src/probe.ts', imports: '@perto/testkit', breaks: projects },

  // The folders of the API.
  { file: 'apps/api/src/auth/probe.ts', imports: '../messaging/message', breaks: restricted },
  { file: 'apps/api/src/auth/probe.ts', imports: '../presence/sessions', breaks: restricted },
  { file: 'apps/api/src/presence/probe.ts', imports: '../location/reach', breaks: restricted },
  { file: 'apps/api/src/location/deeper/probe.ts', imports: '../../messaging/message', breaks: restricted },
  { file: 'apps/api/src/messaging/probe.ts', imports: '../location/reach' },
  { file: 'apps/api/src/bots/probe.ts', imports: '../admin/overview', breaks: restricted },
  { file: 'apps/api/src/admin/probe.ts', imports: '../bots/bot-registry' },
  { file: 'apps/api/src/auth/probe.ts', imports: '../platform/clock' },
  { file: 'apps/api/src/platform/probe.ts', imports: '../auth/guard', breaks: restricted },
  { file: 'apps/api/src/platform/probe.ts', imports: './clock' },
  { file: 'apps/api/src/buildings/probe.ts', imports: '../auth/guard', breaks: restricted },
  { file: 'apps/api/src/buildings/probe.ts', imports: '../activity/log', breaks: restricted },
  { file: 'apps/api/src/activity/probe.ts', imports: '../buildings/catalogue', breaks: restricted },
  { file: 'apps/api/src/fenix-stand-in/probe.ts', imports: '../auth/fenix', breaks: restricted },
  { file: 'apps/api/src/documents/probe.ts', imports: '../auth/serves' },
  { file: 'apps/api/src/documents/probe.ts', imports: '../messaging/message', breaks: restricted },
  { file: 'apps/api/src/documents/probe.ts', imports: '@perto/contract/documents' },
  { file: 'apps/api/src/app.module.ts', imports: './messaging/messaging.module' },

  // Only some files know the database library.
  { file: 'apps/api/src/auth/probe.controller.ts', imports: 'typeorm', breaks: restricted },
  { file: 'apps/api/src/auth/probe.ts', imports: '@nestjs/typeorm', breaks: restricted },
  { file: 'apps/api/src/create-app.ts', imports: 'typeorm', breaks: restricted },
  { file: 'apps/api/src/auth/user.row.ts', imports: 'typeorm' },
  { file: 'apps/api/src/auth/typeorm-user-store.ts', imports: 'typeorm' },
  { file: 'apps/api/src/auth/typeorm-user-store.int-spec.ts', imports: 'typeorm' },
  { file: 'apps/api/src/auth/auth.module.ts', imports: '@nestjs/typeorm' },
  { file: 'apps/api/src/platform/database/transactions.ts', imports: 'typeorm' },
  { file: 'apps/api/src/auth/typeorm-user-store.ts', imports: '../messaging/message', breaks: restricted },

  // Only the map knows Leaflet; the page knows nothing of the server.
  { file: 'apps/web/src/app/people.ts', imports: 'leaflet', breaks: restricted },
  { file: 'apps/web/src/app/map/campus-map.ts', imports: 'leaflet' },
  { file: 'apps/web/src/app/campus-map/people-layer.ts', imports: 'leaflet' },
  { file: 'apps/web/src/app/map/leaflet-layers.ts', imports: 'leaflet' },
  { file: 'apps/web/src/app/probe.ts', imports: '@nestjs/common', breaks: restricted },
  { file: 'apps/web/src/app/probe.ts', imports: '@perto/contract/documents', breaks: restricted },
  { file: 'apps/api/src/auth/probe.ts', imports: '@angular/core', breaks: restricted },
];

describe('boundaries', () => {
  let brokenRules: string[][];

  beforeAll(() => {
    const texts = probes.map(({ file, imports }) => ({
      file: join(__dirname, '..', file),
      text: `import * as probe from '${imports}';\n\nexport const used: unknown = probe;\n`,
    }));
    const output = execFileSync(process.execPath, [join(__dirname, 'lint', 'lint-probes.mjs')], {
      cwd: join(__dirname, '..'),
      input: JSON.stringify(texts),
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
    });
    brokenRules = JSON.parse(output) as string[][];
  }, 60_000);

  it.each(probes.map((probe, index) => ({ ...probe, index, says: probe.breaks ?? 'nothing' })))(
    '$file importing $imports breaks $says',
    ({ index, breaks }) => {
      expect(brokenRules[index]).toEqual(breaks ? [breaks] : []);
    },
  );

  it('covers every folder of the API', () => {
    const folders = readdirSync(join(__dirname, '..', 'apps', 'api', 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const listed = probes.map(({ file }) => /^apps\/api\/src\/([^/]+)\//.exec(file)?.[1]);

    expect(folders.filter((folder) => !listed.includes(folder))).toEqual([]);
  });
});
