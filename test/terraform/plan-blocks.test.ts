import type { JsonMap } from '../../src/terraform/json.js';
import { expressionsOf } from '../../src/terraform/plan-blocks.js';

// Blocks of a set stand in a plan in an order of its own (terraform 1.11.4 and aws 5.100.0, measured 2026-11-20).

const constant = (value: string | number): JsonMap => ({ constant_value: value });
const refers = (to: string): JsonMap => ({ constant_value: `\${${to}}`, references: [to] });
const written = (priority: number, to: string): JsonMap => ({ priority: constant(priority), arn: refers(to) });
const open = (to: string): JsonMap => ({ priority: refers('var.p'), arn: refers(to) });

const [A, B] = [written(20, 'g.a.arn'), written(10, 'g.b.arn')];

test('by the constants in them, in whatever order', () => {
  expect(expressionsOf([{ priority: 10 }, { priority: 20 }], [A, B])).toEqual([B, A]);
  expect(expressionsOf([{ priority: '20' }, { priority: 10 }], [A, B])).toEqual([A, B]);
});

test('what is left for the others, once some are told', () => {
  const third = open('g.c.arn');
  expect(expressionsOf([{ priority: 10 }, { priority: 5 }, { priority: 20 }], [third, A, B])).toEqual([B, third, A]);
});

test('blocks that are alike may change places', () => {
  const pair = [open('g.a.arn'), open('g.b.arn')];
  expect(expressionsOf([{ priority: 1 }, { priority: 1 }], pair)).toEqual(pair);
});

test('any of them, where nothing tells', () => {
  const either = { priority: { references: ['var.p'] }, arn: { references: ['g.a.arn', 'g.b.arn'] } };
  expect(expressionsOf([{ priority: 1 }, { priority: 2 }], [open('g.a.arn'), open('g.b.arn')])).toEqual([either, either]);
});

test('any of them, where the provider wrote a constant in another way', () => {
  const either = { priority: { references: [] }, arn: { references: ['g.a.arn', 'g.b.arn'] } };
  expect(expressionsOf([{ priority: 10 }, { priority: 21 }], [A, B])).toEqual([either, either]);
});

test('none, where others are made by a dynamic block', () => {
  expect(expressionsOf([{ priority: 10 }, { priority: 20 }, { priority: 30 }], [A, B])).toEqual([undefined, undefined, undefined]);
});

test('by blocks inside them, and members of sets in any order', () => {
  const named = (list: readonly string[]): JsonMap => ({ ports: { constant_value: list }, to: [{ cidr: constant(list[0] ?? '') }], arn: refers(`g.${list.join('')}.arn`) });
  const [xy, z] = [named(['x', 'y']), named(['z', 'w'])];
  expect(expressionsOf([{ ports: ['w', 'z'], to: [{ cidr: 'z' }] }, { ports: ['y', 'x'], to: [{ cidr: 'q' }, { cidr: 'x' }] }], [xy, z])).toEqual([z, xy]);
});
