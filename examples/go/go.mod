module keyferry.example/keyferry

go 1.19
