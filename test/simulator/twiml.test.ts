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
    'Enqueue with everything':
      '<Enqueue action="/a" method="GET" waitUrl="" waitUrlMethod="POST">维修 zh</Enqueue><Leave/>',
    'Dial to a number': '<Dial>+8613800138000</Dial>',
    'Dial with everything':
      '<Dial action="/a" method="GET" timeout="20" callerId="+8673188889999" hangupOnStar="true" timeLimit="600" record="record-from-answer-dual" recordingStatusCallback="/r" recordingStatusCallbackEvent="in-progress completed" recordingTrack="both" ringTone="cn" answerOnBridge="true" sequential="false" trim="do-not-trim"><Number url="/w" method="POST" sendDigits="1w2" statusCallback="/s" statusCallbackEvent="initiated ringing answered completed" machineDetection="Enable">+8613800138000</Number><Client url="/w" statusCallback="/s">agent-7</Client></Dial>',
    'Dial to a client with parameters':
      '<Dial><Client><Identity>agent-7</Identity><Parameter name="ticket" value="1"/><Parameter name="kind" value=""/></Client></Dial>',
    'Dial to ten clients': `<Dial>${'<Client>a</Client>'.repeat(10)}</Dial>`,
    'Dial to a queue': '<Dial timeout="5"><Queue url="/greet" method="GET">维修 zh</Queue></Dial>',
    'Dial to a conference with everything': `<Dial><Conference muted="true" beep="onEnter" startConferenceOnEnter="false" endConferenceOnExit="true" participantLabel="customer" jitterBufferSize="small" waitUrl="" waitMethod="GET" maxParticipants="250" record="record-from-start" region="sg1" trim="trim-silence" coach="CA${'0'.repeat(32)}" statusCallback="/s" statusCallbackEvent="start end join leave mute hold modify speaker announcement" statusCallbackMethod="POST" recordingStatusCallback="/r" recordingStatusCallbackEvent="completed absent" recordingStatusCallbackMethod="POST">contact-7</Conference></Dial>`,
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

    ['a queue without a name', 14204, '<Enqueue> </Enqueue>'],
    ['a queue’s name of 65 characters', 14205, `<Enqueue>${'a'.repeat(65)}</Enqueue>`],
    ['a wrong method of the queue’s action', 14201, '<Enqueue method="PUT">q</Enqueue>'],
    ['a wrong waiting address', 14202, '<Enqueue waitUrl="ftp://a.test/b">q</Enqueue>'],
    ['a wrong action of a queue', 14203, '<Enqueue action="mailto:a">q</Enqueue>'],
    ['a wrong waiting method', 14206, '<Enqueue waitUrlMethod="get">q</Enqueue>'],
    ['a workflow', 14220, '<Enqueue workflowSid="WW1">q</Enqueue>'],
    ['a size in Enqueue', 12200, '<Enqueue maxQueueSize="5">q</Enqueue>'],
    ['a task in Enqueue', 12200, '<Enqueue><Task>{}</Task></Enqueue>'],
    ['a verb in Enqueue', 12200, '<Enqueue>q<Say>a</Say></Enqueue>'],
    ['words in Leave', 12200, '<Leave>now</Leave>'],

    ['a Dial to nobody', 13223, '<Dial/>'],
    ['a Dial to a number without its country', 13223, '<Dial>13800138000</Dial>'],
    ['a Dial to words', 13223, '<Dial><Number>the outlet</Number></Dial>'],
    ['a number beside a noun', 12200, '<Dial>+8613800138000<Client>a</Client></Dial>'],
    ['a Say in a Dial', 13215, '<Dial><Say>a</Say></Dial>'],
    ['a SIP address', 13215, '<Dial><Sip>sip:a@b.test</Sip></Dial>'],
    ['a Number outside a Dial', 12200, '<Number>+8613800138000</Number>'],
    ['a queue beside a client', 13215, '<Dial><Queue>q</Queue><Client>a</Client></Dial>'],
    ['two conferences', 13215, '<Dial><Conference>a</Conference><Conference>b</Conference></Dial>'],
    ['eleven clients', 13215, `<Dial>${'<Client>a</Client>'.repeat(11)}</Dial>`],
    ['a wrong method of Dial', 13210, '<Dial method="PUT">+8613800138000</Dial>'],
    ['a timeout of nothing', 13212, '<Dial timeout="0">+8613800138000</Dial>'],
    ['a timeout of 601 s', 13212, '<Dial timeout="601">+8613800138000</Dial>'],
    ['a wrong star', 13213, '<Dial hangupOnStar="*">+8613800138000</Dial>'],
    ['a caller that is no number', 13214, '<Dial callerId="hotline">+8613800138000</Dial>'],
    ['a wrong limit', 13216, '<Dial timeLimit="-1">+8613800138000</Dial>'],
    ['a wrong wish to record', 13217, '<Dial record="always">+8613800138000</Dial>'],
    ['a wrong recording address', 13256, '<Dial recordingStatusCallback="ftp://a">+8613800138000</Dial>'],
    ['a wrong recording event', 13621, '<Dial recordingStatusCallbackEvent="done">+8613800138000</Dial>'],
    ['a wrong track', 13622, '<Dial recordingTrack="left">+8613800138000</Dial>'],
    ['a wrong trim', 13239, '<Dial trim="yes">+8613800138000</Dial>'],
    ['a ring tone of nowhere', 12200, '<Dial ringTone="xx">+8613800138000</Dial>'],
    ['an unknown attribute of Dial', 12200, '<Dial language="zh-CN">+8613800138000</Dial>'],
    ['a wrong method of a whisper', 13221, '<Dial><Number method="x">+8613800138000</Number></Dial>'],
    ['wrong digits to send', 13222, '<Dial><Number sendDigits="a">+8613800138000</Number></Dial>'],
    ['a wrong event of a leg', 12200, '<Dial><Client statusCallbackEvent="done">a</Client></Dial>'],
    ['a client of no name', 12200, '<Dial><Client/></Dial>'],
    ['a client of 257 characters', 12200, `<Dial><Client>${'a'.repeat(257)}</Client></Dial>`],
    [
      'parameters without an identity',
      12200,
      '<Dial><Client><Parameter name="a" value="b"/></Client></Dial>',
    ],
    [
      'a parameter without a name',
      12200,
      '<Dial><Client><Identity>a</Identity><Parameter value="b"/></Client></Dial>',
    ],
    ['a queue to dial without a name', 14212, '<Dial><Queue/></Dial>'],
    ['a queue to dial of 65 characters', 14213, `<Dial><Queue>${'a'.repeat(65)}</Queue></Dial>`],
    ['a wrong method of a greeting', 14210, '<Dial><Queue method="x">q</Queue></Dial>'],
    ['a wrong address of a greeting', 14211, '<Dial><Queue url="ftp://a">q</Queue></Dial>'],
    ['a reservation', 14215, '<Dial><Queue reservationSid="WR1">q</Queue></Dial>'],
    ['a conference of no name', 13237, '<Dial><Conference/></Dial>'],
    ['a wrong mute', 13230, '<Dial><Conference muted="yes">c</Conference></Dial>'],
    ['a wrong end', 13231, '<Dial><Conference endConferenceOnExit="1">c</Conference></Dial>'],
    ['a wrong start', 13232, '<Dial><Conference startConferenceOnEnter="no">c</Conference></Dial>'],
    ['a wrong address of waiting music', 13233, '<Dial><Conference waitUrl="ftp://a">c</Conference></Dial>'],
    ['a wrong method of waiting music', 13234, '<Dial><Conference waitMethod="PUT">c</Conference></Dial>'],
    ['a wrong beep of a conference', 13235, '<Dial><Conference beep="loud">c</Conference></Dial>'],
    ['somebody to coach who is no call', 13240, '<Dial><Conference coach="agent">c</Conference></Dial>'],
    ['a conference of one', 12200, '<Dial><Conference maxParticipants="1">c</Conference></Dial>'],
    ['a conference of 251', 12200, '<Dial><Conference maxParticipants="251">c</Conference></Dial>'],
    ['a label with a slash', 16023, '<Dial><Conference participantLabel="a/b">c</Conference></Dial>'],
    [
      'a wrong event of a conference',
      12200,
      '<Dial><Conference statusCallbackEvent="joined">c</Conference></Dial>',
    ],
    [
      'a conference recorded from the answer',
      13217,
      '<Dial><Conference record="record-from-answer">c</Conference></Dial>',
    ],
    ['an unknown region', 12200, '<Dial><Conference region="cn1">c</Conference></Dial>'],
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
