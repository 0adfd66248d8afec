import { MyState } from '../desk/my-state.tsx';
import { HotlineTime } from './hotline-time.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LineIndicator } from './line-indicator.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { PulseFigures } from './pulse-figures.tsx';
import { UserMenu } from './user-menu.tsx';

export function TopBar() {
  return (
    <header className="top-bar">
      <PulseFigures />
      <div className="top-bar-side">
        <MyState />
        <LineIndicator />
        <HotlineTime />
        <LanguageSwitch />
        <ModeSwitch />
        <UserMenu />
      </div>
    </header>
  );
}
