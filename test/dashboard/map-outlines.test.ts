import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { outlinesOf } from '../../dashboard/src/map/outlines.ts';
import { demoBoundaries } from '../../server/demo/geography.ts';

type Ring = [number, number][];
const district = (code: string, ring: Ring) => ({
  type: 'Feature' as const,
  properties: { code, name: code },
  geometry: { type: 'Polygon' as const, coordinates: [ring] },
});
/** Two squares side by side, and one apart. */
const left = district('A1', [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
]);
const right = district('A2', [
  [1, 0],
  [2, 0],
  [2, 1],
  [1, 1],
  [1, 0],
]);
const apart = district('B1', [
  [2, 0],
  [3, 0],
  [3, 1],
  [2, 1],
  [2, 0],
]);
const stretches = (lines: [number, number][][]) =>
  lines.flatMap((line) => line.slice(1).map((to, index) => `${line[index]} ${to}`)).sort();

describe('outlines of groups of districts', () => {
  it('leave out what two districts of a group share, and keep what groups share', () => {
    const lines = stretches(outlinesOf([left, right, apart], (code) => code.slice(0, 1)));
    expect(lines).to.have.length(6 + 4);
    expect(lines).not.to.include('1,0 1,1').and.not.to.include('1,1 1,0');
    expect(lines).to.include('2,0 2,1').and.to.include('2,1 2,0');
  });

  it('of a whole province are much shorter than its districts’ boundaries', () => {
    const { features } = JSON.parse(readFileSync(demoBoundaries(), 'utf8'));
    const each = stretches(outlinesOf(features, (code) => code)).length;
    const prefectures = stretches(outlinesOf(features, (code) => code.slice(0, 4))).length;
    expect(prefectures).to.be.within(each * 0.2, each * 0.65);
  });
});
