import { expect } from 'chai';
import { rank, termsOf } from '../../domain/knowledge/rank.ts';

const text = (over: Partial<Parameters<typeof rank>[0]> = {}) => ({
  title: '空调：报修要问什么，故障代码',
  keywords: '不制冷,E1',
  body: '设 26 度制冷，滤网洗一洗',
  kinds: [],
  categories: ['air_conditioner'],
  ...over,
});

describe('search in scripts and knowledge', () => {
  it('takes Chinese in pairs and other scripts in words', () => {
    expect(termsOf('空调不制冷 E1故障')).to.deep.equal(['空调', '调不', '不制', '制冷', 'e1', '故障']);
    expect(termsOf('ＧＡＳ  leak')).to.deep.equal(['gas', 'leak']);
    expect(termsOf(' ，。')).to.deep.equal([]);
  });

  it('finds what is asked in a sentence, the title before keywords before the body', () => {
    const score = (search: string, over = {}) => rank(text(over), { terms: termsOf(search) }) ?? -1;
    expect(score('空调不制冷怎么办')).to.be.greaterThan(0);
    expect(score('空调')).to.be.greaterThan(score('滤网'));
    expect(score('e1')).to.be.greaterThan(score('滤网'));
    expect(score('燃气漏气'), 'nothing of it').to.equal(-1);
    expect(score('收费标准', { body: '标准' }), 'one pair in three says little').to.equal(-1);
  });

  it('prefers what is for the product and kind spoken of, and still answers for others when asked', () => {
    const near = (article: ReturnType<typeof text>, terms: string[] = []) =>
      rank(article, { terms, kind: 'repair', category: 'air_conditioner' });
    const other = text({ categories: ['stove'] });
    expect(near(text())).to.be.greaterThan(near(text({ categories: [] })) ?? 9);
    expect(near(other), 'unasked').to.equal(null);
    expect(near(other, termsOf('空调'))).to.be.greaterThan(0);
    expect(near(text({ kinds: ['complaint'] })), 'another kind').to.equal(null);
  });
});
