import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useInstall, useNewBuild } from './install.ts';

/** A newer build is there; or the page can be put on the home screen. One line, only when there is something to do. */
export function InstallHint() {
  const { t } = useTranslation();
  const install = useInstall();
  const update = useNewBuild();
  if (update)
    return (
      <div className="install-hint">
        <span>{t('field.newBuild')}</span>
        <Button size="large" onClick={update}>
          {t('field.newBuildDo')}
        </Button>
      </div>
    );
  if (!install) return null;
  return (
    <div className="install-hint">
      <span>{t('field.install')}</span>
      <Button size="large" onClick={install}>
        {t('field.installDo')}
      </Button>
    </div>
  );
}
