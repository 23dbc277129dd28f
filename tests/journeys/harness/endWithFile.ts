import { afterAll } from 'vitest';
import { endFile } from './lifetime.ts';

// The files of one worker share the harness, whose loading takes seconds, and this is run for each of them.
afterAll(endFile);
