import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Longest first; the short files of the last project keep all workers busy to the end. */
const order = ['journeys', 'store', 'build', 'examples', 'server', 'unit'];

/**
 * Runs the projects one after another and, in each, the files that took longest or failed last time first. A worker is used again
 * only for the next file of the same project and environment, so component tests, which need a document, stay together.
 */
export class ProjectOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ project, moduleId }: TestSpecification): number {
  return 2 * order.indexOf(project.name) + (moduleId.endsWith('.tsx') ? 0 : 1);
}
