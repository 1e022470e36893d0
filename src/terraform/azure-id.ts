import type { Resource } from './config.js';
import { type Key, type Placement, held, joinPlacements, speaker, untold } from './placement.js';
import { textOf } from './values.js';

/** Names and ids of Azure do not tell capitals apart. */
export const anyCase: Key = (text) => text.toLowerCase();

/** `West Europe` is also written `westeurope`. */
export const region: Key = (text) => text.toLowerCase().replace(/\s/g, '');

/** What an id of Azure says beside the subscription. */
export interface AzureNames {
  readonly resourceGroupName: string;
  readonly name: string;
}

export function namesInId(id: string): AzureNames | undefined {
  const [, resourceGroupName, name] = /\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(id) ?? [];
  return resourceGroupName === undefined || name === undefined ? undefined : { resourceGroupName, name };
}

/** Has a resource these names? */
export function heldNames({ resourceGroupName, name }: AzureNames, resource: Resource): Placement {
  const says = speaker(resource);
  return joinPlacements([held(says('name'), name, anyCase), held(says('resource_group_name'), resourceGroupName, anyCase)]);
}

/** Is a resource what an id means? By its own id where that is known; else by its names, for the subscription is the provider's. */
export function heldId(id: string, resource: Resource): Placement {
  if (textOf(resource.values['id']) !== undefined) return held(speaker(resource)('id'), id, anyCase);
  const names = namesInId(id);
  return names === undefined ? untold(`${resource.address}.id`, id, resource.address) : heldNames(names, resource);
}
