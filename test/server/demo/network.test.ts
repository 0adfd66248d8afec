import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { isDiallable } from '../../../domain/phone-number.ts';
import { FIELD_KINDS } from '../../../domain/vocabulary.ts';
import { demoDataFile } from '../../../server/demo/geography.ts';
import { DEMO_PASSWORD, demoLogins } from '../../../server/demo/logins.ts';
import { COVERAGE_GAPS } from '../../../server/demo/network-plan.ts';
import { checkPassword } from '../../../services/people/password.ts';
import { loadViewer } from '../../../services/people/viewer.ts';
import { AT, seeded } from './seeded.ts';

describe('demo network', function () {
  this.timeout(60_000);
  let dataSource: DataSource;
  before(async () => {
    ({ dataSource } = await seeded(AT));
  });
  const count = async (sql: string): Promise<number> => {
    const [row] = await dataSource.query(`SELECT COUNT(*) AS n FROM ${sql}`);
    return Number(row.n);
  };

  it('has the size that the rules speak of', async () => {
    expect(await count('district WHERE parentCode IS NULL')).to.equal(14);
    expect(await count('district WHERE parentCode IS NOT NULL')).to.equal(122);
    expect(await count("unit WHERE kind = 'region'")).to.equal(14);
    expect(await count("unit WHERE kind = 'store'")).to.equal(120);
    for (const tier of [1, 2, 3]) {
      expect(await count(`unit WHERE marketTier = ${tier}`), `tier ${tier}`).to.be.greaterThan(20);
    }
    expect(await count('category')).to.equal(8);
    expect(await count('brand')).to.equal(12);
    expect(await count("outlet WHERE type = 'own'")).to.equal(90);
    expect(await count("outlet WHERE type = 'contracted'")).to.equal(450);
    expect(await count("outlet WHERE type = 'manufacturer'")).to.equal(60);
    const technicians = 'technician t JOIN outlet o ON o.id = t.outletId WHERE o.type =';
    expect(await count(`${technicians} 'own' AND t.skills LIKE 'air_conditioner%'`)).to.equal(600);
    expect(await count(`${technicians} 'own' AND t.skills LIKE 'range_hood%'`)).to.equal(100);
    expect(await count(`${technicians} 'own'`)).to.equal(700);
    expect(await count(`${technicians} 'contracted'`)).to.equal(1_800);
  });

  it('gives every county a region, and a store of that region', async () => {
    const wrong = await count(
      `district d LEFT JOIN unit s ON s.id = d.storeId
       WHERE d.parentCode IS NOT NULL AND (d.regionId IS NULL OR s.parentId <> d.regionId OR s.kind <> 'store')`,
    );
    expect(wrong).to.equal(0);
  });

  it('covers every county, category and kind with an outlet in good standing, but for the gaps it names', async () => {
    const rows: { key: string }[] = await dataSource.query(
      `SELECT DISTINCT CONCAT_WS('/', c.districtCode, c.category, c.kind) AS \`key\`
       FROM coverage c JOIN outlet o ON o.id = c.outletId WHERE o.standing = 'good'`,
    );
    const covered = new Set(rows.map(({ key }) => key));
    const districts = await dataSource.query('SELECT code FROM district WHERE parentCode IS NOT NULL');
    const categories = await dataSource.query('SELECT code FROM category');
    const missing: string[] = [];
    for (const { code } of districts) {
      for (const { code: category } of categories) {
        for (const kind of FIELD_KINDS) {
          if (!covered.has(`${code}/${category}/${kind}`)) missing.push(`${code}/${category}/${kind}`);
        }
      }
    }
    expect(missing.sort()).to.deep.equal(COVERAGE_GAPS.map((gap) => gap.join('/')).sort());
  });

  it('has someone authorised for every brand wherever its products are covered', async () => {
    const gaps: unknown[] = await dataSource.query(
      `SELECT c.districtCode, c.category, s.brandId
       FROM (SELECT DISTINCT districtCode, category FROM coverage WHERE kind = 'repair') c
       JOIN (SELECT DISTINCT category, brandId FROM appliance WHERE brandId IS NOT NULL) s ON s.category = c.category
       WHERE NOT EXISTS (
         SELECT 1 FROM coverage v JOIN outlet o ON o.id = v.outletId AND o.standing = 'good'
         JOIN brand_authorisation b ON b.outletId = o.id AND b.brandId = s.brandId
         WHERE v.districtCode = c.districtCode AND v.category = c.category AND v.kind = 'repair')`,
    );
    expect(gaps).to.deep.equal([]);
  });

  it('sends own teams for air conditioners everywhere, for televisions in tier 1, to kitchens not in tier 2 (D2)', async () => {
    const own = (category: string, tiers: string) =>
      count(
        `district d JOIN unit s ON s.id = d.storeId WHERE s.marketTier IN (${tiers}) AND EXISTS (
           SELECT 1 FROM coverage c JOIN outlet o ON o.id = c.outletId
           WHERE c.districtCode = d.code AND c.category = '${category}' AND o.type = 'own')`,
      );
    expect(await own('air_conditioner', '1, 2, 3')).to.equal(122);
    expect(await own('television', '1')).to.be.greaterThan(0);
    expect(await own('television', '2, 3')).to.equal(0);
    expect(await own('stove', '1, 3')).to.be.greaterThan(20);
    expect(await own('stove', '2')).to.equal(0);
  });

  it('binds every brand by a contract in force, with clauses on standard, skill and liability', async () => {
    const brands = await dataSource.query(
      `SELECT b.id, COUNT(*) AS clauses FROM brand b
       JOIN supply_contract s ON s.brandId = b.id AND s.validFrom <= ? AND s.validTo >= ?
       JOIN contract_clause c ON c.contractId = s.id GROUP BY b.id`,
      [AT, AT],
    );
    expect(brands).to.have.length(12);
    for (const { clauses } of brands) expect(Number(clauses)).to.be.at.least(3);
  });

  it('invents telephone numbers that can exist, each once', async () => {
    const rows: { number: string }[] = await dataSource.query(
      'SELECT number FROM phone_number UNION ALL SELECT phone FROM outlet UNION ALL SELECT phone FROM technician',
    );
    const invalid = rows.map(({ number }) => number).filter((number) => !isDiallable(number));
    expect(invalid).to.deep.equal([]);
    expect(new Set(rows.map(({ number }) => number)).size).to.equal(rows.length);
  });

  it('lets everyone of its logins in, each with a place to work', async () => {
    for (const { username } of demoLogins) await signsIn(username);
    const [{ code }] = await dataSource.query("SELECT code FROM outlet WHERE type = 'contracted' LIMIT 1");
    expect((await signsIn(code)).roles).to.deep.equal(['outlet_manager']);
    expect((await signsIn('region')).scope.regionIds).to.have.length(1);
    expect((await signsIn('store')).scope.storeIds).to.have.length(1);
    expect((await signsIn('hq')).scope.province).to.equal(true);

    async function signsIn(username: string) {
      const [person] = await dataSource.query('SELECT id, passwordHash FROM person WHERE username = ?', [
        username,
      ]);
      expect(await checkPassword(DEMO_PASSWORD, person.passwordHash), username).to.equal(true);
      const viewer = await loadViewer(dataSource.manager, { personId: person.id }, '2026-03-02');
      if (!viewer) throw new Error(`${username} is nobody`);
      expect(viewer.placeName, username).to.not.equal('');
      return viewer;
    }
  });

  it('is the only part of the product that names its province', () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const map = JSON.parse(readFileSync(demoDataFile('hunan-counties.geojson'), 'utf8'));
    const names: string[] = map.features.flatMap(
      ({ properties }: { properties: { name: string; prefecture: string } }) => [
        properties.name,
        properties.prefecture.slice(0, 2),
      ],
    );
    const known = new RegExp(['Hunan', '湖南', ...new Set(names)].join('|'), 'i');
    const folders = [
      'domain',
      'entities',
      'services',
      'ivr',
      'queues',
      'realtime',
      'server',
      'simulator',
      'dashboard',
    ];
    const named = folders
      .flatMap((folder) =>
        readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          path.join(folder, file),
        ),
      )
      .filter((file) => /\.(ts|tsx|json|html|css)$/.test(file))
      .filter((file) => !/node_modules|^server.demo/.test(file))
      .filter((file) => known.test(withoutComments(readFileSync(path.join(root, file), 'utf8'))));
    expect(named).to.deep.equal([]);
  });
});

/** An example in a comment is no dependence. */
const withoutComments = (code: string) => code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
