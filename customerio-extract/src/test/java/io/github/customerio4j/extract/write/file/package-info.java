@NullMarked
package io.github.customerio4j.extract.write.file;

import org.jspecify.annotations.NullMarked;
