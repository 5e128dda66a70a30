#import <Foundation/Foundation.h>
NSDictionary *body = @{ @"model": @"gpt-4o", @"messages": messages };
NSString *model = @"gpt-3.5-turbo"; // never @"gpt-4"
