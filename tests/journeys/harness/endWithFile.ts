import { afterAll } from 'vitest';
import { endFile } from './lifetime.ts';

// The files of a worker share the modules of the harness; this setup file runs for each of them.
afterAll(endFile);
