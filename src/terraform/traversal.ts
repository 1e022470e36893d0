/** `aws_x.y["k"].id` as `['aws_x', 'y', 'k', 'id']`; indexes are numbers. Keys and indexes in brackets are marked by `at`. */
export interface Step {
  readonly key: string | number;
  /** Written in brackets. */
  readonly bracketed: boolean;
}

const STEP = /\s*(?:\.\s*([A-Za-z_][\w-]*|\d+)|\[\s*(?:"((?:[^"\\]|\\.)*)"|(\d+))\s*\])/y;
const ROOT = /^[A-Za-z_][\w-]*/;

/** The steps of an expression that only walks from name to name; undefined for any other. */
export function readTraversal(expression: string): readonly Step[] | undefined {
  const root = ROOT.exec(expression)?.[0];
  if (root === undefined) return undefined;
  const steps: Step[] = [{ key: root, bracketed: false }];
  STEP.lastIndex = root.length;
  while (STEP.lastIndex < expression.length) {
    const found = STEP.exec(expression);
    if (found === null) return undefined;
    steps.push(stepOf(found));
  }
  return steps;
}

function stepOf([, name, quoted, index]: RegExpExecArray): Step {
  if (name !== undefined) return { key: /^\d+$/.test(name) ? Number(name) : name, bracketed: false };
  return { key: quoted === undefined ? Number(index) : quoted, bracketed: true };
}

/** How many of the steps are the address of a resource or data source: `data.aws_x.y[0]` of `data.aws_x.y[0].id`. */
export function addressLength(steps: readonly Step[]): number {
  const named = steps[0]?.key === 'data' ? 3 : 2;
  return named + (steps[named]?.bracketed === true ? 1 : 0);
}

/** As Terraform writes it: `aws_x.y["k"].id`. */
export function formatSteps(steps: readonly Step[]): string {
  return steps.map(({ key, bracketed }, index) => (bracketed ? `[${JSON.stringify(key)}]` : `${index === 0 ? '' : '.'}${key}`)).join('');
}
