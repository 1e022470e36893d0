import type { TerraformStack } from 'cdktf';
import { orThrow } from '../model/diagnostic.js';
import type { TerraformConfig } from '../terraform/config.js';
import type { JsonMap } from '../terraform/json.js';
import { readConfiguration } from '../terraform/read-configuration.js';

/** What a stack is about to be written as, read back. The text is made once: the next `toTerraform`, which writes it, reuses it. */
export function configurationOf(stack: TerraformStack): TerraformConfig {
  const json: unknown = stack.toTerraform();
  const write = stack.toTerraform.bind(stack);
  stack.toTerraform = (): unknown => {
    stack.toTerraform = write;
    return json;
  };
  return readStack(stack, json);
}

export const readStack = (stack: TerraformStack, json: unknown): TerraformConfig =>
  orThrow(readConfiguration([{ name: `${stack.node.path}/cdk.tf.json`, json: json as JsonMap }]));
