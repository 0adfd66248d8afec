// What a Say may speak and what a Gather may listen to are two different lists at the carrier: Say speaks zh-CN or
// cmn-CN, Gather understands zh or cmn-Hans-CN. A code from the wrong list is the mistake these lists are here for.

const list = (text: string) => new Set(text.trim().split(/\s+/));

export const sayLanguages = list(`
  af-ZA am-ET ar-AE ar-XA arb bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK de-AT de-DE el-GR en-AU en-CA en-GB
  en-GB-WLS en-IE en-IN en-NZ en-US en-ZA es-ES es-MX es-US fi-FI fil-PH fr-BE fr-CA fr-FR gu-IN he-IL hi-IN hu-HU
  id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV ml-IN mr-IN ms-MY nb-NO nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU
  sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA vi-VN yue-HK zh-CN zh-HK zh-TW`);

export const gatherLanguages = list(`
  af-ZA am-ET ar-AE ar-EG ar-SA az-AZ bg-BG bn-BD bn-IN ca-ES cmn-Hans-CN cmn-Hant-TW cs-CZ da-DK de-DE el-GR en-AU
  en-CA en-GB en-GH en-IE en-IN en-KE en-NG en-NZ en-PH en-SG en-TZ en-US en-ZA es-AR es-CL es-CO es-ES es-MX es-PE
  es-US et-EE eu-ES fa-IR fi-FI fil-PH fr-CA fr-FR gl-ES gu-IN he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-IT ja-JP
  ka-GE km-KH kn-IN ko-KR lo-LA lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY my-MM nb-NO ne-NP nl-BE nl-NL pa-guru-IN
  pl-PL pt-BR pt-PT ro-RO ru-RU si-LK sk-SK sl-SI sq-AL sr-RS su-ID sv-SE sw-KE ta-IN te-IN th-TH tr-TR uk-UA ur-IN
  ur-PK uz-UZ vi-VN yue-Hant-HK zh zh-TW zu-ZA multi`);

const chinese = /^(zh|cmn)-/;

export function isVoice(voice: string): boolean {
  return (
    /^(man|woman|alice)$/.test(voice) ||
    /^Polly\.[A-Z][A-Za-z]+(-Neural|-Generative)?$/.test(voice) ||
    /^Google\.[a-z]{2,3}-[A-Z]{2}-(Standard|Wavenet|Neural2|Chirp3-HD|Journey|Studio)-\w+$/.test(voice)
  );
}

/** Whether this voice can speak Mandarin or, for any other language, is not a Mandarin voice. */
export function voiceSpeaks(voice: string, language: string): boolean {
  const named = voice.startsWith('Polly.') || voice.startsWith('Google.');
  if (!named) return true;
  const mandarinVoice = voice.startsWith('Polly.Zhiyu') || voice.startsWith('Google.cmn-');
  return mandarinVoice === (chinese.test(language) && language !== 'zh-HK');
}
