import { expect } from 'chai';
import { matchProducts } from '../../dashboard/src/desk-form/product-match.ts';

const names = {
  categories: [
    { code: 'air_conditioner', name: '空调', typed: ['空调', 'Air conditioner'] },
    { code: 'washing_machine', name: '洗衣机', typed: ['洗衣机', 'Washing machine'] },
  ],
  brands: [
    { id: 1, name: '澜序', typed: ['澜序', 'Lanxu'] },
    { id: 2, name: '朗柏', typed: ['朗柏', 'Langbai'] },
  ],
};
const owned = {
  id: 7,
  customerId: 3,
  siteId: 4,
  category: 'washing_machine',
  brandId: 2,
  brandName: '朗柏',
  model: 'XQG-27G1',
  serialNumber: 'LA211119955361',
  purchasedOn: '2021-11-25',
  warrantyUntil: '2024-11-25',
  inWarranty: false,
};
const labels = (text: string, appliances = [owned]) =>
  matchProducts(text, appliances, names).map(({ label }) => label);

describe('an appliance in what was typed', () => {
  it('is one of the caller’s before anything else', () => {
    expect(labels('')).to.deep.equal(['朗柏 洗衣机 XQG-27G1', '空调', '洗衣机']);
    for (const text of ['洗衣', 'xyj', 'wash', 'lbxyj', '朗柏', '9955']) {
      expect(matchProducts(text, [owned], names)[0]?.appliance?.id, text).to.equal(7);
    }
  });

  it('is a category, or a brand’s once the brand is typed', () => {
    expect(labels('kt', [])).to.deep.equal(['空调']);
    expect(labels('澜序', [])).to.deep.equal(['澜序 空调', '澜序 洗衣机']);
    expect(matchProducts('lxkt', [], names)).to.deep.equal([
      { category: 'air_conditioner', brandId: 1, appliance: null, label: '澜序 空调' },
    ]);
    expect(labels('拖拉机')).to.deep.equal([]);
  });
});
