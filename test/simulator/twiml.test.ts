import { expect } from 'chai';
import { CarrierError } from '../../simulator/carrier/errors.ts';
import { parseTwiml, readDocument } from '../../simulator/carrier/twiml/parse.ts';

/** The carrier's code for a document, or 'fine'. */
function verdict(read: () => unknown): number | 'fine' {
  try {
    read();
    return 'fine';
  } catch (error) {
    if (error instanceof CarrierError) return error.code;
    throw error;
  }
}

const inResponse = (verbs: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs}</Response>`;
const hanzi = (count: number) => '工'.repeat(count);

describe('carrier: what TwiML it takes', () => {
  const fine: Record<string, string> = {
    'an empty response': '',
    'Say with voice and language': '<Say voice="Polly.Zhiyu-Neural" language="cmn-CN" loop="2">您好</Say>',
    'Say with speech marks':
      '<Say>No. <say-as interpret-as="digits">123</say-as><break time="300ms"/> <p>ok</p></Say>',
    'Say with escaped markup': '<Say>a &lt;b&gt; &amp; c</Say>',
    'Say with 500 Hanzi': `<Say language="zh-CN">${hanzi(500)}</Say>`,
    'Gather with prompts':
      '<Gather input="dtmf speech" action="/x" method="POST" numDigits="1" timeout="8" finishOnKey="" hints="长沙,株洲" language="cmn-Hans-CN" speechTimeout="auto" actionOnEmptyResult="true"><Say>a</Say><Pause/><Play>https://a.test/b.wav</Play></Gather>',
    'Record with everything':
      '<Record action="/r" maxLength="60" finishOnKey="#" timeout="3" playBeep="false" trim="do-not-trim" recordingStatusCallback="/s" recordingStatusCallbackEvent="completed absent"/>',
    'Redirect, Pause, Play, Hangup':
      '<Play digits="1w2"/><Pause length="2"/><Redirect method="GET">/n</Redirect><Hangup/>',
    'Reject as busy': '<Reject reason="busy"/>',
    'comments and spaces': ' <!-- greeting --> \n <Pause/>',
  };
  for (const [name, verbs] of Object.entries(fine)) {
    it(`takes ${name}`, () => {
      expect(verdict(() => parseTwiml(inResponse(verbs)))).to.equal('fine');
    });
  }

  const refused: [string, number, string][] = [
    ['an unknown verb', 12200, '<Shout>a</Shout>'],
    ['a verb in lower case', 12200, '<say>a</say>'],
    ['a verb that is not built', 12200, '<Connect/>'],
    ['an unknown attribute', 12200, '<Say speed="2">a</Say>'],
    ['an attribute named like an object’s own', 12200, '<Say constructor="2">a</Say>'],
    ['text between verbs', 12200, 'hello<Hangup/>'],
    ['text in a Gather', 12200, '<Gather>press one</Gather>'],
    ['a Gather in a Gather', 13320, '<Gather><Gather/></Gather>'],
    ['a Redirect in a Gather', 13320, '<Gather><Redirect>/a</Redirect></Gather>'],
    ['a Say in a Pause', 12200, '<Pause><Say>a</Say></Pause>'],
    ['a verb in a Say', 12200, '<Say>a<Hangup/></Say>'],
    ['a wrong speech mark', 12200, '<Say><break length="1s"/></Say>'],
    ['an empty Say', 13520, '<Say> </Say>'],
    ['a Say of 501 Hanzi', 13520, `<Say language="zh-CN">${hanzi(501)}</Say>`],
    ['a Say of 3,001 characters', 13520, `<Say>${'a'.repeat(3001)}</Say>`],
    ['a Say in a language of Gather', 13512, '<Say language="cmn-Hans-CN">好</Say>'],
    ['an unknown voice', 13511, '<Say voice="Polly.zhiyu!">好</Say>'],
    ['a voice of another language', 13511, '<Say voice="Polly.Joanna" language="zh-CN">好</Say>'],
    ['a wrong loop', 13510, '<Say loop="many">a</Say>'],
    ['a Gather in a language of Say', 12200, '<Gather language="zh-CN"/>'],
    ['a Gather for voice', 12200, '<Gather input="voice"/>'],
    ['no digits to gather', 13314, '<Gather numDigits="0"/>'],
    ['a wrong timeout', 13313, '<Gather timeout="-1"/>'],
    ['two finishing keys', 13310, '<Gather finishOnKey="*#"/>'],
    ['a wrong method', 13312, '<Gather method="PUT"/>'],
    ['a wrong truth', 12200, '<Gather actionOnEmptyResult="yes"/>'],
    ['a hint of 101 characters', 12200, `<Gather hints="${'a'.repeat(101)}"/>`],
    ['501 hints', 12200, `<Gather hints="${Array(501).fill('a').join(',')}"/>`],
    ['an action that is no web address', 11100, '<Gather action="javascript:alert(1)"/>'],
    ['an empty Redirect', 11100, '<Redirect/>'],
    ['an empty Play', 11100, '<Play/>'],
    ['a pause of no length', 13910, '<Pause length="0"/>'],
    ['a recording of no length', 13612, '<Record maxLength="0"/>'],
    ['a wrong beep', 13616, '<Record playBeep="1"/>'],
    ['a wrong reason', 12200, '<Reject reason="tired"/>'],
  ];
  for (const [name, code, verbs] of refused) {
    it(`refuses ${name}: ${code}`, () => {
      expect(verdict(() => parseTwiml(inResponse(verbs)))).to.equal(code);
    });
  }

  const malformed: [string, number, string][] = [
    ['nothing', 11770, '  '],
    ['plain text', 12100, 'hello'],
    ['an open element', 12100, '<Response><Say>a</Response>'],
    ['a bare ampersand', 12100, '<Response><Say>Tom & Jerry</Say></Response>'],
    ['an entity of HTML', 12100, '<Response><Say>a&nbsp;b</Say></Response>'],
    ['a repeated attribute', 12100, '<Response><Pause length="1" length="2"/></Response>'],
    ['a control character', 12100, '<Response><Say>a\u0001</Say></Response>'],
    ['a second root', 12100, '<Response/><Response/>'],
    ['another root', 12102, '<Answer/>'],
    ['an attribute of the Response', 12200, '<Response version="1"/>'],
  ];
  for (const [name, code, text] of malformed) {
    it(`refuses ${name}: ${code}`, () => {
      expect(verdict(() => parseTwiml(text))).to.equal(code);
    });
  }

  it('keeps the text of a Say as it is spoken', () => {
    const [say] = parseTwiml(
      inResponse('<Say>  工单号\n <say-as interpret-as="digits">12</say-as> &lt;完&gt; </Say>'),
    );
    expect(say?.text).to.equal('工单号 12 <完>');
  });

  it('refuses a document over 64 kB and one that is not XML by its type', () => {
    const read = (type: string, text: string) => verdict(() => readDocument(type, Buffer.from(text), false));
    expect(read('text/xml; charset=utf-8', '<Response/>')).to.equal('fine');
    expect(read('application/xml', '<Response/>')).to.equal('fine');
    expect(read('text/html; charset=utf-8', '<Response/>')).to.equal(12300);
    expect(read('', '<Response/>')).to.equal(12300);
    expect(read('text/xml', `<Response><!--${'x'.repeat(64 * 1024)}--></Response>`)).to.equal(11750);
  });
});
