import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Longest first; the short files of the last project keep all workers busy to the end. */
const order = ['journeys', 'store', 'build', 'examples', 'server', 'unit'];

/** Runs the projects one after another and, in each, what took longest or failed the last time first. */
export class ProjectOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // A worker is used again only for the next file of the same project.
    return sorted.sort((a, b) => order.indexOf(a.project.name) - order.indexOf(b.project.name));
  }
}
