import nx from '@nx/eslint-plugin';
import { projectLayers, scopeLayers, testFiles, wholeServerTests } from './layers.mjs';

const rule = '@nx/enforce-module-boundaries';

function constraints(besides = []) {
  const byScope = toConstraints(scopeLayers);
  const byType = toConstraints(projectLayers, besides);
  return [...byScope, ...byType];
}

function toConstraints(layers, besides = []) {
  return Object.entries(layers).map(([sourceTag, { mayUse }]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...mayUse, ...besides],
  }));
}

function block(name, files, depConstraints) {
  return {
    name,
    files,
    rules: { [rule]: ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints }] },
  };
}

/** Nx's constraints between projects: one set for what ships, a wider one for tests. */
export const projectBoundaries = [
  { name: 'projects/plugin', files: ['**/*.ts'], plugins: { '@nx': nx } },
  block('projects', ['**/*.ts'], constraints()),
  block('projects/tests', testFiles, constraints(['type:testkit'])),
  // What is installed by those whom the server serves is tried on it.
  block('projects/whole server tests', wholeServerTests, constraints(['type:testkit', 'type:sdk'])),
];
