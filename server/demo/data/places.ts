/**
 * What the map files do not say: romanised name and inhabitants in tens of thousands, rounded, by code. They
 * decide how customers and stores are spread, and nothing else (README.md beside this file).
 */
export const PREFECTURES: Record<string, { nameEn: string; dialling: string }> = {
  '430100': { nameEn: 'Changsha', dialling: '731' },
  '430200': { nameEn: 'Zhuzhou', dialling: '731' },
  '430300': { nameEn: 'Xiangtan', dialling: '731' },
  '430400': { nameEn: 'Hengyang', dialling: '734' },
  '430500': { nameEn: 'Shaoyang', dialling: '739' },
  '430600': { nameEn: 'Yueyang', dialling: '730' },
  '430700': { nameEn: 'Changde', dialling: '736' },
  '430800': { nameEn: 'Zhangjiajie', dialling: '744' },
  '430900': { nameEn: 'Yiyang', dialling: '737' },
  '431000': { nameEn: 'Chenzhou', dialling: '735' },
  '431100': { nameEn: 'Yongzhou', dialling: '746' },
  '431200': { nameEn: 'Huaihua', dialling: '745' },
  '431300': { nameEn: 'Loudi', dialling: '738' },
  '433100': { nameEn: 'Xiangxi', dialling: '743' },
};

/** The capital's prefecture, and the district of it where the demo's first callers live. */
export const CAPITAL = '430100';
export const SHOWCASE_DISTRICT = '430104';

const COUNTIES = `
430102 Furong 64, 430103 Tianxin 84, 430104 Yuelu 153, 430105 Kaifu 82, 430111 Yuhua 127, 430112 Wangcheng 89,
430121 Changsha-County 137, 430181 Liuyang 143, 430182 Ningxiang 126,
430202 Hetang 33, 430203 Lusong 32, 430204 Shifeng 28, 430211 Tianyuan 53, 430212 Lukou 27, 430223 Youxian 66,
430224 Chaling 51, 430225 Yanling 18, 430281 Liling 89,
430302 Yuhu 66, 430304 Yuetang 51, 430321 Xiangtan-County 78, 430381 Xiangxiang 73, 430382 Shaoshan 10,
430405 Zhuhui 35, 430406 Yanfeng 27, 430407 Shigu 27, 430408 Zhengxiang 50, 430412 Nanyue 7,
430421 Hengyang-County 89, 430422 Hengnan 79, 430423 Hengshan 34, 430424 Hengdong 56, 430426 Qidong 76,
430481 Leiyang 114, 430482 Changning 79,
430502 Shuangqing 36, 430503 Daxiang 39, 430511 Beita 15, 430522 Xinshao 62, 430523 Shaoyang-County 71,
430524 Longhui 94, 430525 Dongkou 67, 430527 Suining 30, 430528 Xinning 49, 430529 Chengbu 23, 430581 Wugang 64,
430582 Shaodong 104,
430602 Yueyanglou 98, 430603 Yunxi 17, 430611 Junshan 20, 430621 Yueyang-County 57, 430623 Huarong 58,
430624 Xiangyin 58, 430626 Pingjiang 95, 430681 Miluo 63, 430682 Linxiang 43,
430702 Wuling 73, 430703 Dingcheng 72, 430721 Anxiang 43, 430722 Hanshou 70, 430723 Lixian 77, 430724 Linli 36,
430725 Taoyuan 76, 430726 Shimen 55, 430781 Jinshi 22,
430802 Yongding 52, 430811 Wulingyuan 6, 430821 Cili 58, 430822 Sangzhi 37,
430902 Ziyang 38, 430903 Heshan 93, 430921 Nanxian 55, 430922 Taojiang 70, 430923 Anhua 75, 430981 Yuanjiang 55,
431002 Beihu 60, 431003 Suxian 45, 431021 Guiyang 70, 431022 Yizhang 54, 431023 Yongxing 53, 431024 Jiahe 33,
431025 Linwu 31, 431026 Rucheng 33, 431027 Guidong 16, 431028 Anren 38, 431081 Zixing 33,
431102 Lingling 55, 431103 Lengshuitan 58, 431122 Dong'an 47, 431123 Shuangpai 16, 431124 Daoxian 61,
431125 Jiangyong 23, 431126 Ningyuan 70, 431127 Lanshan 33, 431128 Xintian 34, 431129 Jianghua 44, 431181 Qiyang 83,
431202 Hecheng 71, 431221 Zhongfang 23, 431222 Yuanling 51, 431223 Chenxi 39, 431224 Xupu 68, 431225 Huitong 29,
431226 Mayang 31, 431227 Xinhuang 21, 431228 Zhijiang 31, 431229 Jingzhou 24, 431230 Tongdao 20, 431281 Hongjiang 41,
431302 Louxing 70, 431321 Shuangfeng 72, 431322 Xinhua 111, 431381 Lengshuijiang 33, 431382 Lianyuan 88,
433101 Jishou 41, 433122 Luxi 24, 433123 Fenghuang 35, 433124 Huayuan 26, 433125 Baojing 24, 433126 Guzhang 11,
433127 Yongshun 43, 433130 Longshan 50`;

export const COUNTY_FACTS: ReadonlyMap<string, { nameEn: string; population: number }> = new Map(
  COUNTIES.split(',').map((entry) => {
    const [code = '', name = '', population] = entry.trim().split(' ');
    return [code, { nameEn: name.replace('-', ' '), population: Number(population) }] as const;
  }),
);
