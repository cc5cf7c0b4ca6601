import { apiLayers, databaseFiles, leafletFiles, libraryPackages, testFiles } from './layers.mjs';

/*
 * ESLint's flat configuration does not merge a rule's options: the last block that matches a file wins.
 * So every block below carries the complete list for its files, from the general to the particular.
 */
const rule = '@typescript-eslint/no-restricted-imports';
const blocks = (files, patterns, name) => ({ name, files, rules: { [rule]: ['error', { patterns }] } });

const typeorm = {
  regex: '^(typeorm|@nestjs/typeorm)(/|$)',
  message: 'Only *.row, typeorm-* and *.module files and platform/database know the database library.',
};
const angular = { regex: '^@angular/', message: 'The server knows nothing of the page.' };
const serverPackages = {
  regex: '^(@nestjs|@fastify|@golevelup)/|^(fastify|typeorm|mysql2|libsql|amqplib)(/|$)|^node:',
  message: 'The page runs in a browser.',
};
const leaflet = { regex: '^leaflet(/|$)', message: 'Only the campus map knows Leaflet.' };

/** One block for each folder of the API's sources, one for its database files, and what concerns all of them. */
function apiBlocks() {
  const source = 'apps/api/src';
  const layers = Object.entries(apiLayers).flatMap(([folder, { mayUse }]) => {
    const foreign = Object.keys(apiLayers).filter((other) => other !== folder && !mayUse.includes(other));
    const upward = {
      regex: `^(\\.\\./)+(${foreign.join('|')})(/|$)`,
      message: `'${folder}' may use only: ${mayUse.join(', ') || 'nothing of the other folders'}.`,
    };
    const here = `${source}/${folder}/**`;
    return [
      blocks([`${here}/*.ts`], [upward, angular, typeorm], `api/${folder}`),
      blocks(databaseFilesIn(here), [upward, angular], `api/${folder}/database`),
      ...(folder === 'platform'
        ? [blocks([`${source}/platform/database/**/*.ts`], [upward, angular], 'api/platform/database')]
        : []),
    ];
  });
  return [
    blocks([`${source}/*.ts`], [angular, typeorm], 'api/root'),
    blocks(
      databaseFiles.map((pattern) => `${source}/${pattern}.ts`),
      [angular],
      'api/root/database',
    ),
    ...layers,
  ];
}

/** The files of a folder that may know TypeORM, and their tests. */
function databaseFilesIn(folder) {
  return databaseFiles.flatMap((pattern) => [
    `${folder}/${pattern}.ts`,
    `${folder}/${pattern}.spec.ts`,
    `${folder}/${pattern}.int-spec.ts`,
  ]);
}

function webBlocks() {
  const source = 'apps/web/src/**';
  return [
    blocks([`${source}/*.ts`], [serverPackages, leaflet], 'web'),
    blocks(
      leafletFiles.map((pattern) => `${source}/${pattern}.ts`),
      [serverPackages],
      'web/leaflet',
    ),
  ];
}

/** Shared libraries: a short list of packages instead of a long list of forbidden frameworks. */
function libraryBlocks() {
  return Object.entries(libraryPackages).map(([library, allowed]) => {
    const packages = allowed.map((name) => `${name}(/|$)`);
    // '@perto/…' is left to the rule on projects.
    const passed = ['\\.{1,2}(/|$)', '@perto/', ...packages].join('|');
    return {
      ...blocks(
        [`${library}/src/**/*.ts`],
        [
          {
            regex: `^(?!${passed})`,
            message: `${library} may import only: ${allowed.join(', ') || 'its own files'}.`,
          },
        ],
        library,
      ),
      ignores: testFiles,
    };
  });
}

export const restrictedImports = [...libraryBlocks(), ...apiBlocks(), ...webBlocks()];
