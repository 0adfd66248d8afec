import { LANGUAGES } from '../vocabulary.ts';
import type { Question } from './script.ts';

/** Said beside an answer, and none by itself. */
const ASIDE =
  /不好意思|对不起|抱歉|不客气|没关系|不过|差不多|你好|您好|谢谢|\b(?:i'm |so )?sorry\b|\bexcuse me\b|\bthank(?:s| you)\b/g;

/** Neither yes nor no: not heard, not known, not tried, another person, the question given back. */
const NO_ANSWER = [
  /不(?:是很|太|大|怎么|晓|是)?(?:知道|清楚|晓得|记得|确定|了解|好说|明白|一定|懂)|不晓得|说不[好清准]|记不[清得]/,
  /没(?:有)?(?:太)?(?:听|注意|留意|看|试|用过|时间|空|在家|在那|打电话|打过|报修|叫|来得及|顾上|搞清楚|弄清楚|弄明白)|听不|不在家?|没(?:有)?不|不方便|不(?:太)?想|不需要|不用|不要(?!钱)|不认识|不是(?:我|本人|这个?号|机主)|打错/,
  /什么意思|你是谁|哪位|哪里|再(?:说|讲|问)一?[遍次]|等(?:一)?[下等]|开会|在忙|开车|过会儿?|待会|晚点(?:再|打)/,
  // A noise that is gone, or a set without sound.
  /(?<!还是|依然|仍然?|照样|[会再])不响/,
  /([\p{Script=Han}])[不没]\1|有没有|是不是|了没有?[啊呀吗呢]?$|(?:解决|修好|弄好)没(?:有)?$/u,
  /\bdon'?t (?:know|remember|understand|want|need|think so yet)|\bdo not (?:know|remember|understand|want)|\bnot (?:sure|certain|at home|here|now|interested|me)\b|\bno (?:idea|time|clue)\b|\bno,? thank(?:s| you)\b/,
  /\b(?:didn't|did not|couldn't|could not|can't|cannot|can not) (?:hear|catch|get that|understand|say|tell|talk|remember|speak)|\bhaven't (?:tried|checked|used|looked|been|seen)|\bhave not (?:tried|checked|used)|\bnever (?:called|ordered|mind)|\bpardon\b|\brepeat\b|\bsay (?:that|it) again|\bwrong number|\bmaybe later|\bmeeting\b|\bdriving\b|\bbusy\b|\bwho is this|\bwhat\b/,
];
/** Of one who is not sure a bad word is asked for again. */
const HEDGED = /好像|可能|也许|大概|似乎|\b(?:maybe|perhaps|probably|might|i think|i guess)\b/;

const FAULT =
  '(?:漏|响|坏|吵|滴|渗|臭|抖|晃|震|跳|断|堵|卡|闪|冒|犯|发作|报警|报错|死机|出(?:现|过)?(?:问题|毛病|故障)|有(?:问题|毛病|异响|噪音|故障))';
const REPAIRED = '(?:解决|修好|弄好|搞好|装好|搞定|处理好|整好|维修好|安装好|恢复|修复)';
const NOT_YET =
  '(?:没(?:有)?|未(?:能)?|不)(?:给我们?|给|帮我|完全|彻底|真正|全部|全|都|能|曾|得到|被|怎么|根本)*';
/** Denials that a thing is wrong with are good: 没有别的问题, no more problems. */
const NO_TROUBLE =
  /(?:没(?:有)?|无)(?:任何|什么|啥|再|出过?|出现过?|别的|其他|一点|多大|大)*(?:的)?(?:问题|毛病|故障|异常|异响|噪音|意见|事)(?!先|前)|\bno(?:t any| more| longer any| further| other)? ?(?:problems?|issues?|troubles?|complaints?|faults?|leaks?|noises?)\b|\bno longer (?:leak|broken|noisy|making)\w*|\b(?:doesn't|does not|isn't|not) (?:leak|leaking|make (?:a |any )?noise|making (?:a |any )?noise|noisy|broken)(?: any ?more)?\b/;

interface Forms {
  /** Bad whatever stands within: 还是不响 denies nothing. */
  surely: RegExp[];
  /** A denial in which nothing is wrong. */
  fine: RegExp[];
  poor: RegExp[];
  good: RegExp[];
}
const GOOD = [/没错|不错/, NO_TROUBLE];

/** What counts as yes and no to the questions that are measured everywhere; to any other only the plain words do. */
const FORMS = new Map<string, Forms>(
  Object.entries({
    solved: {
      surely: [
        new RegExp(
          `(?:还是|仍然?|依然|依旧|照样)(?:老样子|那样|这样|一样|有(?:点|些)?|会|老|(?:不|没(?!有?(?:问题|事)))(?:有|能|给我)?(?:完全|彻底)?${REPAIRED}?|${FAULT})`,
        ),
        new RegExp(`(?<!没|没有|不)(?:还在?|又(?:开始|在)?)(?:有(?:点|些)?|会)?${FAULT}`),
        /还(?:不|没有?)(?:行|能|好|可以|制冷|制热)/,
        /\bstill (?:not|no|broken|leak\w*|noisy|the same|doesn't|does not|isn't|won't|can't|has|have|making|making noise|a problem|problems?)\b/,
      ],
      fine: [
        ...GOOD,
        new RegExp(`(?:不|没(?:有)?)(?:再|会再|会)?${FAULT}(?:水|闸|电|烟|音)?(?:过|了)?`),
        /没(?:有)?再(?!来|上门|联系|打|修|管)/,
      ],
      poor: [
        new RegExp(`${NOT_YET}(?:${REPAIRED}|(?<!不)(?:修|装|弄|处理)|好(?=$|[了啊呀呢的])|成功)`),
        /(?:修|弄|搞|装|治|解决|处理)不(?:好|了|成)/,
        /没(?:有)?(?:人|师傅|一个人)?(?:来(?!得及)|上门)/,
        /不(?:能用|好用|行|制冷|制热|加热|工作|通电|启动|正常)|用不了|没(?:有)?(?:效果|反应)/,
        /(?<!没|没有)有(?:点|些|很多|好多)?(?:问题|毛病|异响|噪音|故障)|(?<!没|没有|不)(?:还是|又)坏/,
        /\b(?:not|isn't|wasn't|hasn't|hasn't been|haven't|never|didn't|couldn't)(?: been| get| yet| really| completely| fully| properly)* ?(?:solved?|fix(?:ed)?|work(?:s|ing)?|repair(?:ed)?|resolved?|done|come|came|show(?:ed)? up)\b/,
        /\bdoesn't work|\bno(?: |-)?(?:one|body) (?:came|has come|showed up)|\bunsolved\b|\bgot worse\b|\bstopped working\b|\bnothing works\b|\b(?:broke|broken|leaking) again\b/,
      ],
      good: [
        new RegExp(REPAIRED),
        /(?:蛮|很|挺|都|已经)?好(?:了|的|用)|正常|能用了?|可以用/,
        /\b(?:fixed|solved|resolved|repaired|works?|working|all good|fine)\b/,
      ],
    },
    on_time: {
      surely: [],
      fine: [
        ...GOOD,
        /没(?:有)?(?:怎么)?(?:迟到|来晚|晚|超时|耽误|误点|失约)|不[晚迟]|\b(?:wasn't|weren't|not|never) late\b/,
      ],
      poor: [
        /迟到|来晚|晚到|来得?晚|晚了|晚来|超时|失约|爽约|误点/,
        /(?:没(?:有)?|不|未)(?:能)?(?:按|照|准时|准点|守时|及时|如约)/,
        /没(?:有)?(?:人|师傅)?(?:来(?!得及)|上门)/,
        /\b(?:late|no(?: |-)?(?:one|body) came|(?:didn't|never|did not) (?:come|came|show(?:ed)? up)|not on time|wasn't on time)\b/,
      ],
      good: [/按时|准时|准点|及时|守时|提前|早到|\b(?:on time|in time|early|punctual)\b/],
    },
    charge_as_quoted: {
      surely: [],
      fine: [
        ...GOOD,
        /没(?:有)?(?:多|乱|额外|另外|加|再)?(?:收(?![到据]|发票)|[花付]|要(?=$|[我钱费过多了]|什么|任何|一分)|给(?=过?钱))(?:我|过|什么|任何|一分|多余)*(?:费用?|钱|款)?|不(?:要|收|花|用)钱|不收费|没(?:有)?(?:加价|涨价|多要|乱收|变|区别|差别|出入)|免费/,
        /\b(?:no|without(?: any)?) (?:extra |additional )?(?:charges?|fees?|cost)\b|\bnothing was charged|\bfree\b|\b(?:wasn't|weren't|not|didn't|did not|never)(?: get| even)? (?:over)?(?:charged?)(?: (?:me|us))?(?: anything| (?:any )?(?:more|extra))?|\b(?:didn't|did not) (?:pay|cost)\w*(?: anything)?/,
      ],
      poor: [
        /(?:没(?:有)?|不)(?:一致|一样|相符|符合|按(?:照)?报价|对得上|合理)|不符|对不上/,
        /多(?:收|要|付|花|出)了?|乱收|(?:收|要|付)(?:得)?(?:太)?(?:贵|多)了|加(?:了)?(?:价|钱)|涨价|额外收|(?<!没|没有)有出入|比(?:报价|说好的?|原来|之前)(?:高|贵|多)/,
        /\b(?:overcharged|charged (?:me |us )?(?:more|extra|too much)|too much|(?:more|higher) than|not (?:the same|what|as quoted)|wasn't (?:the same|what|as quoted)|different)\b/,
      ],
      good: [/一致|一样|相符|(?:按|照)(?:着)?报价|合理|\b(?:the same|as quoted|as agreed|correct)\b/],
    },
  }),
);
const ANY: Forms = { surely: [], fine: [], poor: [], good: [] };

const AFTER = '[啊呀吧呢的了哦噢嘛哈呐诶欸~]*';
/** A clause that is a denial and nothing else. */
const PLAIN_NO = new RegExp(
  `^(?:并|根本|肯定|当然|我觉得|应该|还|都|完全)*(?:(?:不是|不对|不行|不可以|不能|没有|没|不|否|还没有?)${AFTER})+$`,
);
const PLAIN_NO_EN =
  /^(?:well |oh |um+ |uh+ )*(?:no|nope|nah|not (?:yet|really|at all|quite)|not|never|(?:no )?(?:it|they|he|she|we) (?:isn't|wasn't|hasn't|haven't|didn't|doesn't|wouldn't|is not|was not|has not|did not|does not|hasn't been))(?: (?:no|nope|sir|madam|ma'am|not yet|not really|not at all|it isn't|it wasn't|it hasn't|it didn't|it is not|it was not|it has not|they didn't|they haven't|he didn't|they did not|he did not))*$/;
const NO_FIRST = new RegExp(`^(?:(?:no|nope)(?= |$)|(?:不是|没有?|不)${AFTER}(?= |$))`);
/** Nothing may be left of these where a yes is heard. */
const DENIES = /不|否|没|未|无法|\b(?:no|nope|not|never)\b|n't\b/;
const YES =
  /(?<!还|但|可|只|要|就|老)是(?!不)|对|好(?!像)|嗯|^有(?:的|啊)?$|行|可以|\b(?:yes|yeah|yep|right|sure|ok|okay)\b/;
const FILLERS = /嗯+|呃|哎|唉|喂|那个|^(?:就|那|我说)/g;

/**
 * F2, F3: yes or no out of what was said. A denial costs much, for a job is opened again by it: it is taken from plain
 * words alone, and whatever is unclear is null, so that it is asked again.
 *
 * @param text as the recognition wrote it, in small letters and of one width
 */
export function yesOrNo(question: Question, text: string): 1 | 0 | null {
  // 没有没有 is said twice, and asks nothing as 有没有 does.
  const once = text
    .replaceAll('’', "'")
    .replaceAll(/冇得?|[没莫]得(?!到)/g, '没有')
    .replaceAll(/(没有|不是)\1+/g, '$1');
  const labelled = labelOf(question, clausesOf(once).join(''));
  if (labelled !== null) return labelled;
  if (NO_ANSWER.some((form) => form.test(once))) return null;
  const said = once.replace(ASIDE, ' ').trim();
  if (/^嗯+[\s，。]*$/.test(said)) return 1;
  const forms = FORMS.get(question.key) ?? ANY;
  const heard = new Set(clausesOf(said).flatMap((clause) => clauseMeans(forms, question, clause)));
  const [only] = heard;
  if (heard.size !== 1 || only === undefined) return null;
  return only === 0 && HEDGED.test(said) ? null : only;
}

/** Between Chinese characters a blank parts two as well: a pause was heard there. */
const clausesOf = (text: string): string[] =>
  text
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '，')
    .split(/[，,。.！!？?；;、]+/)
    .map((clause) => clause.replace(FILLERS, '').trim())
    .filter(Boolean);

/** What one clause says; both when it says both, or denies what is not known. */
function clauseMeans(forms: Forms, question: Question, clause: string): (0 | 1)[] {
  if (PLAIN_NO.test(clause) || PLAIN_NO_EN.test(clause)) return [0];
  const means: (0 | 1)[] = [];
  let rest = clause;
  const take = (patterns: RegExp[], value: 0 | 1): void => {
    for (const pattern of patterns) {
      const left = rest.replace(new RegExp(pattern, `${pattern.flags}g`), ' ');
      if (left === rest) continue;
      means.push(value);
      rest = left;
    }
  };
  take(forms.surely, 0);
  take(forms.fine, 1);
  take(forms.poor, 0);
  const words = labelsIn(question, rest);
  if (words !== null) {
    means.push(words.value);
    rest = words.rest;
  }
  take(forms.good, 1);
  // A no of its own before it: no he was late. What else is denied is not known.
  rest = rest.trim();
  const after = rest.replace(NO_FIRST, '');
  if (DENIES.test(after) || (after !== rest && means.length === 0)) return [0, 1];
  if (after !== rest) return [...means, 0];
  return means.length === 0 && YES.test(rest) ? [1] : means;
}

const labelsOf = ({ answers }: Question) =>
  answers.flatMap(({ value, words }) =>
    LANGUAGES.map((language) => ({ value: value as 0 | 1, label: words[language].toLowerCase() })),
  );

/** Said as the answer is labelled, and no more. */
function labelOf(question: Question, said: string): 1 | 0 | null {
  return labelsOf(question).find(({ label }) => label !== '' && label === said)?.value ?? null;
}

/** A label of several words or characters within it, the longest: 没有解决 holds 解决; a bare 不是 proves nothing. */
function labelsIn(question: Question, text: string): { value: 0 | 1; rest: string } | null {
  const [longest] = labelsOf(question)
    .filter(({ label }) =>
      /\p{Script=Han}/u.test(label) ? label.length > 1 && !PLAIN_NO.test(label) : label.includes(' '),
    )
    .filter(({ label }) => text.includes(label))
    .sort((a, b) => b.label.length - a.label.length);
  return longest ? { value: longest.value, rest: text.replaceAll(longest.label, ' ') } : null;
}
