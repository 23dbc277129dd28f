/**
 * Registered by tests, run by the environment of the worker. The two load their modules separately, so the list
 * is kept on the process.
 */
const registry = process as typeof process & { journeyEndings?: (() => unknown)[] };
registry.journeyEndings ??= [];

export const workerEndings: (() => unknown)[] = registry.journeyEndings;
