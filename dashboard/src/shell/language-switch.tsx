import { Button } from 'antd';
import { chooseLanguage, useLanguage } from '../i18n/language.ts';

/** The other language, in its own words. */
export function LanguageSwitch() {
  const language = useLanguage();
  const [other, name] = language === 'zh' ? (['en', 'English'] as const) : (['zh', '中文'] as const);
  return (
    <Button
      type="text"
      size="small"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => chooseLanguage(other)}
    >
      {name}
    </Button>
  );
}
