import type { SvgIconComponent } from '../icons/svg-icon-component';
import { ActiveIcon, BadIcon, GoodIcon, HandedIcon, OffIcon, WarnIcon } from '../icons/icons';
import type { Tone } from '../theme/scheme';

/** Each meaning has a shape of its own: never told by colour alone. */
export const TONE_ICONS: Readonly<Record<Tone, SvgIconComponent>> = {
  good: GoodIcon,
  active: ActiveIcon,
  handed: HandedIcon,
  warn: WarnIcon,
  bad: BadIcon,
  off: OffIcon,
};
