import type { NumberPlan } from '@sms111/api/routing';

/**
 * Mobile prefixes by the operator to whom the block was first allocated. The facts are those of google/libphonenumber
 * (Apache-2.0), resources/carrier/en/886.txt, commit 242c2940872e2ea519bf59a0d6a694cf5eb2424f, transcribed; its line for
 * machine-to-machine numbers is left out. The longest prefix decides; ported numbers are another matter.
 */
const FIRST_ALLOCATED: Readonly<Record<string, string>> = {
  CHT: `09006 09007 09008 09009 0905 0910 0911 0912 0919 0921 0928 0932 0933 0934 0937 0963 09650 09651 09652 09653 09654
        09655 09656 09657 09658 09664 09665 09666 09667 0972 09740 09741 0975 0978 09842 09843 0988`,
  TWM: `09010 09011 09012 09013 09014 09040 09041 09042 0909 09140 09141 09142 0918 0920 0922 0923 09240 09241 0929 0931
        0935 0939 0952 0953 0956 0958 09600 09601 09602 09603 09604 09610 09611 09612 09613 09614 09615 09660 09661 09662
        09663 0970 09710 09711 09744 09745 0979 0983 09844 09845 0987`,
  FET: `0900 0903 0913 0915 0916 0917 0925 0926 0927 0930 09310 09311 09312 09313 0936 0938 09540 09541 0955 09605 09606
        09607 09608 09609 09620 09668 09669 09670 09671 09672 09673 09680 09681 09742 09743 0976 0981 09840 09841 0989`,
  TST: `09020 09021 09022 09023 09024 0908 09686 09687 09688 09689 09712 09713 09714 09715 09716 09717 09718 0973 09846
        09847 0986`,
  APT: `0906 0907 09682 09683 09684 09685 09770 09771 09772 09773 09774 09775 09776 09777 0980 0982 0985`,
};

/** Taiwan's mobile numbers as an installation begins with them. */
export const NUMBER_PLAN: NumberPlan = {
  networks: [
    { code: 'CHT', zh: '中華電信', en: 'Chunghwa Telecom' },
    { code: 'TWM', zh: '台灣大哥大', en: 'Taiwan Mobile' },
    { code: 'FET', zh: '遠傳電信', en: 'Far EasTone' },
  ],
  // Merged in December 2023: their subscribers are served by the network that took them over.
  mergers: [
    { donor: 'TST', network: 'TWM', zh: '台灣之星', en: 'T Star' },
    { donor: 'APT', network: 'FET', zh: '亞太電信', en: 'Asia-Pacific Telecom' },
  ],
  prefixes: Object.entries(FIRST_ALLOCATED).flatMap(([donor, prefixes]) =>
    prefixes.split(/\s+/).map(prefix => ({ prefix, donor })),
  ),
  defaultNetwork: 'CHT',
};
