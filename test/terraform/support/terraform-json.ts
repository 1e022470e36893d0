/** The parts of Terraform's JSON output that the tests read (format_version 1.x). */

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** `terraform validate -json` */
export interface Validation {
  readonly valid: boolean;
  readonly error_count: number;
  readonly warning_count: number;
  readonly diagnostics: readonly Diagnostic[];
}

export type Action = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'forget';

export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly provider_name: string;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly Action[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown?: Readonly<Record<string, unknown>>;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `terraform show -json <plan file>` */
export interface Plan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly resource_changes?: readonly ResourceChange[];
  readonly planned_values?: {
    readonly root_module?: { readonly resources?: readonly StateResource[] };
    readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
  readonly errored?: boolean;
}

/** `terraform show -json` */
export interface State {
  readonly format_version: string;
  readonly values?: {
    readonly root_module?: { readonly resources?: readonly StateResource[] };
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

/** A block in `terraform providers schema -json`. Flags that are false are left out. */
export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, { readonly type?: unknown; readonly required?: true; readonly optional?: true; readonly computed?: true }>>;
  readonly block_types?: Readonly<Record<string, { readonly nesting_mode: string; readonly min_items?: number; readonly max_items?: number; readonly block: SchemaBlock }>>;
}

/** `terraform providers schema -json` */
export interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, {
    readonly provider: { readonly block: SchemaBlock };
    readonly resource_schemas?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
    readonly data_source_schemas?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
  }>>;
}

/** The changes that a plan would make: everything but no-ops and reads. */
export function changesOf(plan: Plan): readonly ResourceChange[] {
  const idle = (action: Action): boolean => action === 'no-op' || action === 'read';
  return (plan.resource_changes ?? []).filter((change) => !change.change.actions.every(idle));
}

/** The same changes as short lines, "update aws_x.y" or "create+delete aws_x.y", sorted. */
export function changeLines(plan: Plan): readonly string[] {
  return changesOf(plan).map((change) => `${change.change.actions.join('+')} ${change.address}`).sort();
}
