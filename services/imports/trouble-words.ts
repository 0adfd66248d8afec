import type { CellTrouble } from '../../domain/contracts/imports.ts';
import type { Language } from '../../domain/vocabulary.ts';

/** What is wrong with a cell, and what to do, for the file of mistakes. The page has its own words. */
const WORDS: Record<CellTrouble, Record<Language, string>> = {
  needed: { zh: '必填，请补上', en: 'is needed: fill it in' },
  too_long: { zh: '太长，请缩短', en: 'is too long: shorten it' },
  not_a_phone: {
    zh: '不是能拨通的号码，固话请带区号',
    en: 'is no number that can be rung: landlines want their area code',
  },
  not_a_day: { zh: '不是日期，请写成 2026-11-28', en: 'is no date: write 2026-11-28' },
  in_the_future: { zh: '还没到这一天，请核对', en: 'is in the future: check it' },
  not_a_number: { zh: '请填整数', en: 'must be a whole number' },
  unknown_district: {
    zh: '没有这个区县，请写区划代码或全名',
    en: 'is no known district: write its code or whole name',
  },
  prefecture_only: { zh: '只写到了市，请写到区县', en: 'is a whole prefecture: name the district' },
  ambiguous_district: {
    zh: '有几个同名区县，请带上市名或写区划代码',
    en: 'is the name of several districts: add the prefecture, or write the code',
  },
  unknown_category: { zh: '没有这个品类', en: 'is no known category' },
  unknown_brand: { zh: '没有这个品牌', en: 'is no known brand' },
  unknown_store: { zh: '没有这家门店，请写门店编码', en: 'is no known store: write its code' },
  unknown_region: { zh: '这个区县没有归属区部', en: 'belongs to no region' },
  unknown_outlet: { zh: '没有这个网点，请先导入网点', en: 'is no known outlet: bring in the outlets first' },
  unknown_word: { zh: '写法不认识，请看模板', en: 'is not understood: see the template' },
  not_yours: {
    zh: '不归您的门店管，请由该店或总部导入',
    en: 'is not of your store: leave it to that store or headquarters',
  },
  serial_elsewhere: { zh: '已登记在另一位顾客名下，请核对', en: 'is on file for another customer: check it' },
  twice_in_file: {
    zh: '与前面的行重复；同票同型号请补序列号',
    en: 'repeats a row above; for two alike on one receipt give serial numbers',
  },
  store_of_other_region: {
    zh: '门店和区县不在同一个区部',
    en: 'is a store of another region than the district',
  },
  not_degrees: { zh: '不是经纬度，请写成 112.938814', en: 'is no degree: write 112.938814' },
  far_from_district: { zh: '离所填区县太远，请核对经纬度', en: 'is far from the district: check both' },
  standing_elsewhere: {
    zh: '已有网点的状态要写明原因，请在“网点管理”里改',
    en: 'of a known outlet is changed with a reason, on the page of outlets',
  },
  cells_missing: { zh: '这一行缺列', en: 'lacks cells' },
};

export const troubleWords = (trouble: CellTrouble, column: string, language: Language): string =>
  language === 'zh' ? `${column}：${WORDS[trouble].zh}` : `${column} ${WORDS[trouble].en}`;
