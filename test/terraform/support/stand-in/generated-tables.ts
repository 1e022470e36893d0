/**
 * First reading of a generated source: three flat tables, by struct name. The code generator writes one form only, so
 * a line-by-line reading is enough; a form that is not known is an error when it is needed, never a guess.
 */

/** From a `// name - computed: .., optional: .., required: ..` comment and the getter below it. */
export interface Member {
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** The lines that tell the member's type. */
  readonly body: string;
}

/** From `synthesizeHclAttributes` or a struct's `...ToHclTerraform`: what can be configured. */
export interface Setting {
  /** The property in the TypeScript interface, when the value names it. */
  readonly property: string | undefined;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storage: string;
}

export interface GeneratedTables {
  /** The class that extends TerraformResource, TerraformDataSource or TerraformProvider. */
  readonly main: string;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Member>>;
  readonly settings: ReadonlyMap<string, ReadonlyMap<string, Setting>>;
  /** Struct -> properties that the interface marks with `?`. */
  readonly optionalProperties: ReadonlyMap<string, ReadonlySet<string>>;
}

const MAIN = /^export class (\w+) extends cdktf\.Terraform(?:Resource|DataSource|Provider) /;

/** Reads the tables of one generated module. */
export function readTables(source: string): GeneratedTables {
  const lines = source.split('\n');
  const main = lines.map((line) => MAIN.exec(line)?.[1]).find((name) => name !== undefined);
  if (main === undefined) throw new Error('generated source: expected a resource, data source or provider class');
  return {
    main,
    members: readMembers(lines),
    settings: readSettings(lines, main),
    optionalProperties: readOptionalProperties(lines),
  };
}

function readMembers(lines: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, Member>> {
  const tables = new Tables<Member>();
  lines.forEach((line, at) => {
    tables.enter(/^export class (\w+?)(?:OutputReference)? extends /.exec(line)?.[1]);
    const match = /^ {2}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)/.exec(line);
    if (match?.[1] === undefined) return;
    const [computed, optional, required] = [match[2] === 'true', match[3] === 'true', match[4] === 'true'];
    tables.add(match[1], { computed, optional, required, body: lines.slice(at + 1, at + 5).join('\n') });
  });
  return tables.all;
}

function readSettings(lines: readonly string[], main: string): ReadonlyMap<string, ReadonlyMap<string, Setting>> {
  const tables = new Tables<Setting>();
  lines.forEach((line, at) => {
    const struct = /^export function (\w+)ToHclTerraform\(/.exec(line)?.[1];
    tables.enter(struct === undefined ? undefined : capitalized(struct));
    if (/^ {2}protected synthesizeHclAttributes\(/.test(line)) tables.enter(main);
    const name = /^ +(\w+): \{$/.exec(line)?.[1];
    const body = lines.slice(at + 1, at + 6).join('\n');
    const setting = name === undefined ? undefined : readSetting(body);
    if (name !== undefined && setting !== undefined) tables.add(name, setting);
  });
  return tables.all;
}

function readSetting(body: string): Setting | undefined {
  const match = /isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)"/.exec(body);
  if (match === null) return undefined;
  const property = /struct!\.(\w+)/.exec(body)?.[1];
  return { property, isBlock: match[1] === 'true', type: match[2] ?? '', storage: match[3] ?? '' };
}

function readOptionalProperties(lines: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = new Tables<true>();
  for (const line of lines) {
    tables.enter(/^export interface (\w+)/.exec(line)?.[1]);
    const property = /^ {2}readonly (\w+)\?: /.exec(line)?.[1];
    if (property !== undefined) tables.add(property, true);
  }
  return new Map([...tables.all].map(([name, table]) => [name, new Set(table.keys())]));
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Collects entries under the struct that was entered last. */
class Tables<T> {
  readonly all = new Map<string, Map<string, T>>();
  private current: Map<string, T> | undefined;

  enter(struct: string | undefined): void {
    if (struct === undefined) return;
    this.current = this.all.get(struct) ?? new Map<string, T>();
    this.all.set(struct, this.current);
  }

  add(name: string, value: T): void {
    this.current?.set(name, value);
  }
}
