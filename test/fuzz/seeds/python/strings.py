# -*- coding: utf-8 -*-
a = 'x\x41\101\u00e9\U0001F600\N{BULLET}\
' "b" r'\d' u"c" '''d
e''' """f'"""
b = b'\xff\0' rb'\n' + Rb"x"
c = f'{a!r:>{len(a) + 2}}{{}}' f"{b=}{c = !s:^{'1'}0}" rf'\{a}'
d = f"{f'{f"{1}"}'}{x:=3}{(y := 4)}{lambda_:%H:%M}{a['k']}{ {1: 2}[1] }"
e = f'''{
    a  # comment
}
{b:
}'''
