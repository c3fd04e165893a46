def f(:
  x = [1, (2
  print "a"
	y = f"{x