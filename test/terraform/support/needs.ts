/** What a test needs beside npm, for `describeWith`: the first that is not here, in words. */
import { mirroredVersions } from './mirror.js';
import { findMoto } from './moto.js';
import { findTerraform } from './terraform.js';

export const missingTerraform = (): string | undefined => (findTerraform() === undefined ? 'terraform' : undefined);

/** Terraform with the real provider of AWS. */
export const missingAws = (): string | undefined => missingTerraform() ?? missingMirror();

/** The same, and EC2 on this machine. */
export const missingEc2 = (): string | undefined => missingTerraform() ?? (findMoto() === undefined ? 'moto_server' : missingMirror());

export const missingMirror = (): string | undefined => (mirroredVersions('hashicorp/aws').length === 0 ? 'an offline mirror of hashicorp/aws' : undefined);
