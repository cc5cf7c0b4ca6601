import {
  apiLayers,
  databaseFiles,
  leafletFiles,
  libraryPackages,
  testFiles,
  wholeServerTests,
} from './layers.mjs';

/*
 * ESLint's flat configuration does not merge a rule's options: the last block that matches a file wins.
 * So every block below carries the complete list for its files, from the general to the particular.
 */
const rule = '@typescript-eslint/no-restricted-imports';
const block = (name, files, patterns) => ({ name, files, rules: { [rule]: ['error', { patterns }] } });

const typeorm = {
  regex: '^(typeorm|@nestjs/typeorm)(/|$)',
  message: 'Only *.row, typeorm-* and *.module files and platform/database know the database library.',
};
const angular = { regex: '^@angular/', message: 'The server knows nothing of the page.' };
const serverPackages = {
  regex: '^(@nestjs|@fastify|@golevelup)/|^(fastify|typeorm|mysql2|libsql|amqplib)(/|$)|^node:',
  message: 'The page runs in a browser.',
};
const testing = { regex: '^(\\.{1,2}/)+testing(/|$)', message: 'Only tests use testing/.' };
const documents = {
  regex: '^@perto/contract/documents(/|$)',
  message: 'The page asks for the documents; it does not carry them.',
};
const leaflet = { regex: '^leaflet(/|$)', message: 'Only the campus map knows Leaflet.' };

/** The API: each folder by its layer; most files without the database library; only tests with testing/. */
function apiBlocks() {
  const source = 'apps/api/src';
  const platform = foldersAbove('platform');
  return [
    ...shippedAndTested('api', source, [angular]),
    ...Object.keys(apiLayers).flatMap((folder) =>
      shippedAndTested(`api/${folder}`, `${source}/${folder}/**`, [angular, foldersAbove(folder)]),
    ),
    block('api/platform/database', [`${source}/platform/database/**/*.ts`], [angular, platform, testing]),
    block('api/whole server', wholeServerTests, [angular]),
  ];
}

/** The blocks of one folder: its files, those that may know the database library, and the tests of both. */
function shippedAndTested(name, folder, patterns) {
  const databaseSpecs = databaseFiles.map((file) => `${folder}/${file}.spec.ts`);
  return [
    block(name, [`${folder}/*.ts`], [...patterns, typeorm, testing]),
    block(
      `${name}/database`,
      databaseFiles.map((file) => `${folder}/${file}.ts`),
      [...patterns, testing],
    ),
    // An inner list means "all of these patterns at once".
    block(
      `${name}/tests`,
      testFiles.map((tests) => [`${folder}/*.ts`, tests]),
      [...patterns, typeorm],
    ),
    block(`${name}/database tests`, databaseSpecs, patterns),
  ];
}

/** Refuses imports from the folders that this one may not use. */
function foldersAbove(folder) {
  const { mayUse } = apiLayers[folder];
  const foreign = Object.keys(apiLayers).filter((other) => other !== folder && !mayUse.includes(other));
  return {
    regex: `^(\\.\\./)+(${foreign.join('|')})(/|$)`,
    message: `'${folder}' may use only: ${mayUse.join(', ') || 'its own files'}.`,
  };
}

function webBlocks() {
  const source = 'apps/web/src/**';
  const mapFiles = leafletFiles.map((pattern) => `${source}/${pattern}`);
  return [
    block('web', [`${source}/*.ts`], [serverPackages, documents, leaflet]),
    block('web/map', mapFiles, [serverPackages, documents]),
  ];
}

/** Shared libraries: a short list of packages instead of a long list of forbidden frameworks. */
function libraryBlocks() {
  return Object.entries(libraryPackages).map(([library, allowed]) => {
    // '@perto/…' is left to the rule on projects.
    const passed = ['\\.{1,2}(/|$)', '@perto/', ...allowed.map((name) => `${name}(/|$)`)].join('|');
    const message = `${library} may import only: ${allowed.join(', ') || 'its own files'}.`;
    return {
      ...block(library, [`${library}/src/**/*.ts`], [{ regex: `^(?!${passed})`, message }]),
      ignores: testFiles,
    };
  });
}

export const restrictedImports = [...libraryBlocks(), ...apiBlocks(), ...webBlocks()];
